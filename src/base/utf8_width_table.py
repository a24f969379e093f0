"""Writes utf8_width_table.c from the Unicode data of this Python; run it through clang-format.

Zero cells: marks that combine with what they follow (Mn, Me), format characters but the soft
hyphen (Cf), and the vowels and finals of conjoining Hangul, which the initial consonant carries.
Two cells: East Asian Width W or F (UAX #11), which includes emoji; of what is not assigned yet only
planes 2 and 3, which are kept for Han.
"""
import sys
import unicodedata


def is_zero(code):
    category = unicodedata.category(chr(code))
    return (category in ("Mn", "Me", "Cf") and code != 0xAD) or 0x1160 <= code <= 0x11FF


def is_double(code):
    if 0x20000 <= code <= 0x3FFFD:
        return True
    if unicodedata.category(chr(code)) == "Cn" or is_zero(code):
        return False
    return unicodedata.east_asian_width(chr(code)) in "WF"


def ranges(belongs):
    first = None
    for code in range(sys.maxunicode + 2):
        inside = code <= sys.maxunicode and belongs(code)
        if inside and first is None:
            first = code
        if not inside and first is not None:
            yield first, code - 1
            first = None


def table(name, belongs):
    rows = ", ".join(f"{{0x{first:X}, 0x{last:X}}}" for first, last in ranges(belongs))
    print(f"const cw_character_range cw_{name}_ranges[] = {{{rows},}};")
    print(f"const size_t cw_{name}_range_count = "
          f"sizeof cw_{name}_ranges / sizeof cw_{name}_ranges[0];\n")


print(f"/* Made by utf8_width_table.py from Unicode {unicodedata.unidata_version}. */")
print('#include "base/utf8_width.h"\n')
table("zero_width", is_zero)
table("double_width", is_double)
