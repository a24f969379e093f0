/* What Debian's division of 128-bit numbers for WebAssembly, compiled with a guarded stack, asks for.
 * The module's stack lies first in memory, so that an overflow traps without it. */
#include <stdint.h>

uintptr_t __stack_chk_guard = UINTPTR_MAX / 255 * 0xd5;
_Noreturn void __stack_chk_fail(void);

_Noreturn void __stack_chk_fail(void)
{
    __builtin_trap();
}
