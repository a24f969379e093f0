# What `cmake --install` puts where: library, headers, program, manual pages, dossiers.
# The completion of the command is installed where it is made, in src/cli. What is only for those who
# write programs of their own belongs to the component `development`, all else to `program`.

set(documents "${CMAKE_INSTALL_DATADIR}/doc/counterweight")
install(FILES LICENSE NOTICE CHANGELOG.md DESTINATION "${documents}")
install(FILES "${CW_PAGE}/page-licences.txt" DESTINATION "${documents}" OPTIONAL)

install(DIRECTORY include/ DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT development
        FILES_MATCHING PATTERN "*.h")
install(FILES "${CW_GENERATED_INCLUDE}/counterweight/version.h" COMPONENT development
        DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/counterweight")
install(TARGETS counterweight)
install(TARGETS counterweight_static COMPONENT development)
install(TARGETS counterweight_shared LIBRARY NAMELINK_COMPONENT development)
install(DIRECTORY dossiers/ DESTINATION "${CMAKE_INSTALL_DATADIR}/counterweight/dossiers")
install(PROGRAMS packaging/slurm/study.sh DESTINATION "${CMAKE_INSTALL_DATADIR}/counterweight/slurm")

# Relative to the file itself, so that the tree may be installed under any prefix and moved.
file(RELATIVE_PATH up "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
string(REGEX REPLACE "/$" "" up "${up}")
configure_file(cmake/counterweight.pc.in "${PROJECT_BINARY_DIR}/counterweight.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/counterweight.pc" COMPONENT development
        DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

# Manual pages: docs/man/NAME.SECTION.scd becomes NAME.SECTION.
file(GLOB manuals CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/man/*.scd")
if(manuals)
    find_program(SCDOC scdoc REQUIRED)
endif()
set(pages)
foreach(manual IN LISTS manuals)
    cmake_path(GET manual STEM LAST_ONLY name)
    string(REGEX REPLACE ".*\\." "" section "${name}")
    set(page "${PROJECT_BINARY_DIR}/man/${name}")
    # scdoc dates every page: with the day of the release, so that builds give the same bytes.
    add_custom_command(OUTPUT "${page}" DEPENDS "${manual}" VERBATIM
                       COMMAND "${CMAKE_COMMAND}" -E make_directory "${PROJECT_BINARY_DIR}/man"
                       COMMAND "${CMAKE_COMMAND}" -E env SOURCE_DATE_EPOCH=${CW_RELEASE_SECONDS}
                               sh -c "\"$1\" < \"$2\" > \"$3\"" sh "${SCDOC}" "${manual}" "${page}")
    list(APPEND pages "${page}")
    install(FILES "${page}" DESTINATION "${CMAKE_INSTALL_MANDIR}/man${section}")
endforeach()
add_custom_target(manual ALL DEPENDS ${pages})
