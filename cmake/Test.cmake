# cw_test(NAME SOURCES file.c ... [ROOMS room ...] [LINKS target ...] [LABELS label ...]
#         [ARGUMENTS word ...])
#
# A cmocka program, known to ctest as NAME (say "base.number"; tests/base/test_number.c). It runs in
# the folder tests/. Label `threads` has it run under the thread sanitizer too.
# The target thread-tests builds what the tests labelled `threads` need.
add_custom_target(thread-tests)
function(cw_test NAME)
    cmake_parse_arguments(PARSE_ARGV 1 test "" "" "SOURCES;ROOMS;LINKS;LABELS;ARGUMENTS")
    if(test_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "cw_test(${NAME}): unexpected ${test_UNPARSED_ARGUMENTS}")
    endif()

    string(REPLACE "." "_" program "test_${NAME}")
    cw_rooms_to_targets(test_ROOMS)
    add_executable(${program} ${test_SOURCES})
    target_include_directories(${program} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    target_link_libraries(${program} PRIVATE ${test_ROOMS} ${test_LINKS} PkgConfig::cmocka cw::math)

    add_test(NAME ${NAME} COMMAND ${program} ${test_ARGUMENTS}
             WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}/tests")
    if("threads" IN_LIST test_LABELS)
        add_dependencies(thread-tests ${program})
    endif()
    # Two minutes, for what hangs. Where each step is counted or watched for, everything takes several times as long.
    set(seconds 120)
    if(CW_COVERAGE OR CW_SANITIZE MATCHES "memory")
        set(seconds 600)
    endif()
    set_tests_properties(${NAME} PROPERTIES TIMEOUT ${seconds} LABELS "${test_LABELS}")
endfunction()
