# cw_bench(NAME SOURCES file.c ... [ROOMS room ...] [LINKS target ...])
#
# A program that prints a table of timings. It is built with everything else and run, in the order
# of these calls, by `make bench` alone.
add_custom_target(bench)
function(cw_bench NAME)
    cmake_parse_arguments(PARSE_ARGV 1 bench "" "" "SOURCES;ROOMS;LINKS")
    if(bench_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "cw_bench(${NAME}): unexpected ${bench_UNPARSED_ARGUMENTS}")
    endif()

    cw_rooms_to_targets(bench_ROOMS)
    add_executable(${NAME} ${bench_SOURCES})
    target_link_libraries(${NAME} PRIVATE ${bench_ROOMS} ${bench_LINKS} cw::math)
    set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bench")

    add_custom_command(TARGET bench POST_BUILD COMMAND ${NAME}
                       WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}" USES_TERMINAL)
    add_dependencies(bench ${NAME})
endfunction()
