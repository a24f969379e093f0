# Debian packages, by `cpack` in the build folder (make deb): `counterweight`, with the program, the
# shared library, manual pages, completion and dossiers, and `libcounterweight-dev`, for those who
# write programs of their own. Settings come before include(CPack), or they are silently not heeded.

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME counterweight)
set(CPACK_PACKAGE_CONTACT "The maintainers of Counterweight <maintainers@counterweight.invalid>")
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY "${PROJECT_BINARY_DIR}/packages")
set(CPACK_STRIP_FILES ON)

set(CPACK_COMPONENTS_ALL program development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME counterweight)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION
"An analyst writes down who wants what, how sure that is and where it was read;
the program answers with figures, their uncertainty and what they hang on.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libcounterweight-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "counterweight (= ${PROJECT_VERSION}), libc6-dev, libyaml-dev, libcsv-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
"Headers and libraries: voting power, outcome models and venues for programs of your own.")
include(CPack)
