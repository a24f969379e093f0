# libcounterweight, static and shared: all rooms together, with headers and a pkg-config file.

get_property(CW_ROOM_OBJECTS GLOBAL PROPERTY CW_ROOM_OBJECTS)
get_property(CW_ROOM_LINKS GLOBAL PROPERTY CW_ROOM_LINKS)
list(REMOVE_DUPLICATES CW_ROOM_LINKS)
list(TRANSFORM CW_ROOM_OBJECTS REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>" OUTPUT_VARIABLE objects)

foreach(kind static shared)
    string(TOUPPER ${kind} type)
    add_library(counterweight_${kind} ${type} ${objects})
    set_target_properties(counterweight_${kind} PROPERTIES
        OUTPUT_NAME counterweight
        VERSION ${PROJECT_VERSION}
        SOVERSION ${PROJECT_VERSION_MAJOR}
        ARCHIVE_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}"
        LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
endforeach()
target_link_libraries(counterweight_static PUBLIC ${CW_ROOM_LINKS})
target_link_libraries(counterweight_shared PRIVATE ${CW_ROOM_LINKS})
if(NOT CW_SANITIZE)
    target_link_options(counterweight_shared PRIVATE -Wl,--no-undefined)
endif()
