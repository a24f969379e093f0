/* The page's style, as the file beside this one has it. */
    .section .rodata
    .global cw_asset_style
    .global cw_asset_style_length
    .balign 8
cw_asset_style_length:
    .8byte style_end - cw_asset_style
cw_asset_style:
    .incbin "style.css"
style_end:
    .byte 0
    .section .note.GNU-stack, "", @progbits
