# cw_fuzz_target(NAME SOURCES file.c ... [ROOMS room ...] [LINKS target ...])
#
# A program that feeds bytes to LLVMFuzzerTestOneInput() in SOURCES. With CW_FUZZ libFuzzer makes up
# the bytes (tools/fuzz runs it). Without, the program replays the files of tests/fuzz/corpus/NAME
# (seeds) and tests/fuzz/findings/NAME (inputs that once failed), and ctest knows it as fuzz.NAME.
# The target fuzz-targets builds them all.
add_custom_target(fuzz-targets)
function(cw_fuzz_target NAME)
    cmake_parse_arguments(PARSE_ARGV 1 fuzz "" "" "SOURCES;ROOMS;LINKS")
    if(fuzz_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "cw_fuzz_target(${NAME}): unexpected ${fuzz_UNPARSED_ARGUMENTS}")
    endif()

    cw_rooms_to_targets(fuzz_ROOMS)
    add_executable(${NAME} ${fuzz_SOURCES})
    target_link_libraries(${NAME} PRIVATE ${fuzz_ROOMS} ${fuzz_LINKS} cw::math)
    set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/fuzz")
    add_dependencies(fuzz-targets ${NAME})

    if(CW_FUZZ)
        target_link_options(${NAME} PRIVATE -fsanitize=fuzzer)
    else()
        target_sources(${NAME} PRIVATE "${PROJECT_SOURCE_DIR}/tests/fuzz/replay_main.c")
        add_test(NAME fuzz.${NAME} COMMAND ${NAME} fuzz/corpus/${NAME} fuzz/findings/${NAME}
                 WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}/tests")
        set_tests_properties(fuzz.${NAME} PROPERTIES TIMEOUT 120)
    endif()
endfunction()
