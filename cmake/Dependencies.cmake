# What the rooms may link: cw::yaml, cw::csv, cw::random123, cw::sqlite, cw::math, Threads::Threads.

find_package(PkgConfig REQUIRED)
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)

pkg_check_modules(yaml REQUIRED IMPORTED_TARGET yaml-0.1)
add_library(cw_yaml INTERFACE)
add_library(cw::yaml ALIAS cw_yaml)
target_link_libraries(cw_yaml INTERFACE PkgConfig::yaml)

pkg_check_modules(sqlite REQUIRED IMPORTED_TARGET sqlite3)
add_library(cw_sqlite INTERFACE)
add_library(cw::sqlite ALIAS cw_sqlite)
target_link_libraries(cw_sqlite INTERFACE PkgConfig::sqlite)

# libcsv and Random123 come without a pkg-config file.
find_path(CSV_INCLUDE_DIR csv.h REQUIRED)
find_library(CSV_LIBRARY csv REQUIRED)
add_library(cw_csv INTERFACE)
add_library(cw::csv ALIAS cw_csv)
target_include_directories(cw_csv SYSTEM INTERFACE "${CSV_INCLUDE_DIR}")
target_link_libraries(cw_csv INTERFACE "${CSV_LIBRARY}")

find_path(RANDOM123_INCLUDE_DIR Random123/philox.h REQUIRED)
add_library(cw_random123 INTERFACE)
add_library(cw::random123 ALIAS cw_random123)
target_include_directories(cw_random123 SYSTEM INTERFACE "${RANDOM123_INCLUDE_DIR}")

add_library(cw_math INTERFACE)
add_library(cw::math ALIAS cw_math)
target_link_libraries(cw_math INTERFACE m)

mark_as_advanced(CSV_INCLUDE_DIR CSV_LIBRARY RANDOM123_INCLUDE_DIR)
