# The pure core for a page: ${CW_CORE_MODULE}, a WebAssembly module without imports, which the page's
# program carries. cw_core_*() of src/browser/core.h are what it exports.
#
# Needs clang for wasm32, wasm-ld and wasi-libc (packages/debian.txt). Without them CW_CORE_MODULE is
# empty, and the page has charts but nothing to move.

option(CW_CORE "Give the brief's page the core, so that readers can move what is assumed" ON)
set(CW_CORE_MODULE "")

# Leaves in `why` why there can be no module; nothing where it can be built.
function(cw_find_wasm why)
    set(${why} "" PARENT_SCOPE)
    find_program(CW_WASM_CLANG NAMES clang clang-14)
    find_program(CW_WASM_LINKER NAMES wasm-ld wasm-ld-14)
    mark_as_advanced(CW_WASM_CLANG CW_WASM_LINKER)
    if(NOT CW_WASM_CLANG OR NOT CW_WASM_LINKER)
        set(${why} "clang and wasm-ld are not installed" PARENT_SCOPE)
        return()
    endif()
    # Also links the run-time library of the compiler and the C library.
    set(trial "${PROJECT_BINARY_DIR}/wasm/trial")
    file(WRITE "${trial}.c" "#include <math.h>\nint main(void) { return (int)exp(1.0); }\n")
    execute_process(COMMAND "${CW_WASM_CLANG}" --target=wasm32-wasi "${trial}.c" -lm -o "${trial}.wasm"
                    RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
    if(failed)
        set(${why} "clang cannot build for wasm32-wasi: wasi-libc or its run-time library is missing"
            PARENT_SCOPE)
    endif()
endfunction()

set(without "switched off (CW_CORE)")
if(CW_CORE)
    cw_find_wasm(without)
endif()
if(without)
    if(CW_CORE)
        message(WARNING "Readers of the brief's page will not be able to move anything: ${without}.")
    endif()
    return()
endif()

# The pure core whole; of the other rooms what it stands on. What nothing calls is left out in linking.
file(GLOB core_sources CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/src"
     src/base/bare/*.c src/capsule/*.c src/world/*.c src/voting/*.c src/bargaining/*.c src/venue/*.c
     src/browser/*.c)
foreach(file base/arena base/context base/date base/diagnostic base/json base/memory base/random base/status
             base/text base/text_escape base/utf8 dossier/lookup dossier/measure dossier/names dossier/release
             study/forum_measure study/live study/live_changes study/live_side study/settlements
             study/summary)
    list(APPEND core_sources ${file}.c)
endforeach()

# __riscv: Random123 1.14 knows no wasm32, and looks at this name nowhere but in its list of machines.
set(flags --target=wasm32-wasi -std=c17 -Os -ffp-contract=off -fvisibility=hidden -ffunction-sections
          -Wall -Wextra -Werror -D__riscv -D_POSIX_C_SOURCE=200809L "-I${PROJECT_SOURCE_DIR}/include"
          "-I${PROJECT_SOURCE_DIR}/src" "-I${CW_GENERATED_INCLUDE}")
set(objects)
foreach(source IN LISTS core_sources)
    string(REPLACE "/" "_" name "${source}")
    set(object "${PROJECT_BINARY_DIR}/wasm/${name}.o")
    add_custom_command(
        OUTPUT "${object}" DEPENDS "${PROJECT_SOURCE_DIR}/src/${source}" DEPFILE "${object}.d"
        COMMAND "${CW_WASM_CLANG}" ${flags} -MD -MF "${object}.d" -MT "${object}"
                -c "${PROJECT_SOURCE_DIR}/src/${source}" -o "${object}"
        COMMENT "Building the page's core: ${source}" VERBATIM)
    list(APPEND objects "${object}")
endforeach()

set(exports)
foreach(door allocate release open close words ranges reset change ask run numbers number_count rule)
    list(APPEND exports "-Wl,--export=cw_core_${door}")
endforeach()
# Without -O: with it clang runs wasm-opt where that is installed, and the bytes differ. The stack lies
# first, so that one that overflows traps.
set(CW_CORE_MODULE "${PROJECT_BINARY_DIR}/wasm/core.wasm")
add_custom_command(
    OUTPUT "${CW_CORE_MODULE}" DEPENDS ${objects}
    COMMAND "${CW_WASM_CLANG}" --target=wasm32-wasi -mexec-model=reactor
            "-Wl,--strip-all,--gc-sections,--stack-first,-z,stack-size=1048576" ${exports} ${objects} -lm
            -o "${CW_CORE_MODULE}"
    COMMENT "Linking the page's core" VERBATIM)
