/* The page's program, as the build bundles it from web/; no bytes where it could not.
 * Beside it, whether the compiled core is in it: 1 or 0. */
    .section .rodata
    .global cw_asset_page
    .global cw_asset_page_length
    .balign 8
cw_asset_page_length:
    .8byte page_end - cw_asset_page
cw_asset_page:
    .incbin "page.js"
page_end:
    .byte 0
    .global cw_asset_page_has_core
    .balign 8
cw_asset_page_has_core:
    .8byte CW_PAGE_HAS_CORE
    .section .note.GNU-stack, "", @progbits
