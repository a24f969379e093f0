# How every C file is compiled, by gcc and clang alike.
#
# Contraction of a * b + c into one rounding is off, and no fast-math: the same input gives the same
# bytes at every optimisation level and with either compiler.

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release)
endif()
set(CMAKE_C_FLAGS_RELEASE "-O3 -DNDEBUG")
set(CMAKE_C_FLAGS_DEBUG "-O1 -g")

add_compile_definitions(_POSIX_C_SOURCE=200809L)
add_compile_options($<$<COMPILE_LANGUAGE:C>:-ffp-contract=off>
                    -Wall -Wextra -Wconversion -Wshadow -Werror)

if(CW_SANITIZE)
    add_compile_options(-fsanitize=${CW_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${CW_SANITIZE})
endif()

# Coverage for libFuzzer; its main() comes with the fuzz targets alone.
if(CW_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
    add_link_options(-fsanitize=fuzzer-no-link)
endif()

# Without optimisation, so that lines and branches are those of the source; the counts of threads add up.
if(CW_COVERAGE)
    add_compile_options(--coverage -O0 -DNDEBUG -fprofile-update=atomic)
    add_compile_definitions(CW_COVERAGE)
    add_link_options(--coverage)
endif()
