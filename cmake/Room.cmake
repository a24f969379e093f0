# For tools/mutate: a changed file is then linked once, not into every test.
option(CW_SHARED_ROOMS "Make each room a shared library" OFF)
set(CW_ROOM_KIND STATIC)
if(CW_SHARED_ROOMS)
    set(CW_ROOM_KIND SHARED)
    set(CMAKE_LINK_DEPENDS_NO_SHARED ON)
endif()

# Turns the names of rooms in the list VARIABLE into their targets.
function(cw_rooms_to_targets VARIABLE)
    set(targets)
    foreach(room IN LISTS ${VARIABLE})
        if(NOT TARGET cw_${room})
            message(FATAL_ERROR "no room below here is called ${room}")
        endif()
        list(APPEND targets cw_${room})
    endforeach()
    set(${VARIABLE} ${targets} PARENT_SCOPE)
endfunction()

# cw_room(NAME SOURCES file.c ... [DEPENDS room ...] [LINKS target ...])
#
# A room of the house, src/NAME: its sources, the rooms below that it uses, and the outside targets
# it links (see Dependencies.cmake). Makes the library cw_NAME, which tests link alone, and hands the
# same objects on to libcounterweight.
function(cw_room NAME)
    cmake_parse_arguments(PARSE_ARGV 1 room "" "" "SOURCES;DEPENDS;LINKS")
    if(room_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "cw_room(${NAME}): unexpected ${room_UNPARSED_ARGUMENTS}")
    endif()

    cw_rooms_to_targets(room_DEPENDS)
    add_library(cw_${NAME}_objects OBJECT ${room_SOURCES})
    target_link_libraries(cw_${NAME}_objects PUBLIC ${room_LINKS} ${room_DEPENDS})

    add_library(cw_${NAME} ${CW_ROOM_KIND} $<TARGET_OBJECTS:cw_${NAME}_objects>)
    target_link_libraries(cw_${NAME} PUBLIC ${room_LINKS} ${room_DEPENDS})

    set_property(GLOBAL APPEND PROPERTY CW_ROOM_OBJECTS cw_${NAME}_objects)
    set_property(GLOBAL APPEND PROPERTY CW_ROOM_LINKS ${room_LINKS})
endfunction()

# cw_program(SOURCES file.c ...)
#
# The command `counterweight`, in the top of the build folder; it stands on the whole library.
function(cw_program)
    cmake_parse_arguments(PARSE_ARGV 0 program "" "" "SOURCES")
    add_executable(counterweight ${program_SOURCES})
    target_link_libraries(counterweight PRIVATE counterweight_static)
    set_target_properties(counterweight PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
endfunction()
