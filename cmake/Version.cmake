# counterweight/version.h: the version and how this build was made; no dates, so that the same
# source, compiler and settings give the same bytes.

set(CW_GENERATED_INCLUDE "${PROJECT_BINARY_DIR}/include")
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
    set(CW_COMPILER "gcc ${CMAKE_C_COMPILER_VERSION}")
else()
    string(TOLOWER "${CMAKE_C_COMPILER_ID} ${CMAKE_C_COMPILER_VERSION}" CW_COMPILER)
endif()
string(TOLOWER "${CMAKE_BUILD_TYPE}" CW_BUILD_TYPE)
configure_file("${PROJECT_SOURCE_DIR}/cmake/version.h.in"
               "${CW_GENERATED_INCLUDE}/counterweight/version.h" @ONLY)
