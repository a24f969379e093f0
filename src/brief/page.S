/* The page's program, as the build bundles it from web/; no bytes where it could not. */
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
    .section .note.GNU-stack, "", @progbits
