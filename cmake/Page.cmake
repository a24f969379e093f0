# The page's program: web/ bundled into one script, ${CW_PAGE}/page.js, which the room brief embeds.
#
# Needs node and npm, and at the first build the network, for the modules that web/package-lock.json
# pins. Without them the script is empty and `brief` writes the plain page: words and tables alone.
# CW_CORE_MODULE names the compiled core where there is one (Wasm.cmake).

option(CW_CHARTS "Give the brief's page charts (needs node and npm)" ON)
set(CW_PAGE "${PROJECT_BINARY_DIR}/page")
set(web "${PROJECT_SOURCE_DIR}/web")

# Leaves in `why` why the modules are not there; nothing where they are.
function(cw_fetch_modules why)
    set(${why} "" PARENT_SCOPE)
    find_program(CW_NODE node)
    find_program(CW_NPM npm)
    mark_as_advanced(CW_NODE CW_NPM)
    if(NOT CW_NODE OR NOT CW_NPM)
        set(${why} "node and npm are not installed" PARENT_SCOPE)
        return()
    endif()
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${web}/package-lock.json")
    set(installed "${web}/node_modules/.package-lock.json") # npm writes it last
    if("${installed}" IS_NEWER_THAN "${web}/package-lock.json" AND EXISTS "${installed}")
        return()
    endif()
    message(STATUS "Fetching the page's modules")
    execute_process(COMMAND "${CW_NPM}" ci --ignore-scripts --prefer-offline --loglevel=error
                    WORKING_DIRECTORY "${web}" RESULT_VARIABLE failed OUTPUT_QUIET)
    if(failed)
        set(${why} "npm could not fetch the modules" PARENT_SCOPE)
    endif()
endfunction()

set(plain "switched off (CW_CHARTS)")
if(CW_CHARTS)
    cw_fetch_modules(plain)
endif()

if(plain)
    if(CW_CHARTS)
        message(WARNING "The brief's page will have no charts: ${plain}.")
    endif()
    file(WRITE "${CW_PAGE}/page.js" "")
    return()
endif()

file(GLOB_RECURSE page_sources CONFIGURE_DEPENDS "${web}/src/*.ts" "${web}/src/*.json")
set(core_argument)
if(CW_CORE_MODULE)
    set(core_argument --core "${CW_CORE_MODULE}")
endif()
add_custom_command(
    OUTPUT "${CW_PAGE}/page.js" "${CW_PAGE}/page-licences.txt"
    DEPENDS ${page_sources} ${CW_CORE_MODULE} "${web}/build.mjs" "${web}/licences.mjs"
            "${web}/tsconfig.json" "${web}/package-lock.json"
    WORKING_DIRECTORY "${web}"
    COMMAND "${CW_NODE}" node_modules/typescript/bin/tsc -p .
    COMMAND "${CW_NODE}" build.mjs --out "${CW_PAGE}" ${core_argument}
    COMMENT "Bundling the page's program"
    VERBATIM)
add_custom_target(page DEPENDS "${CW_PAGE}/page.js")
