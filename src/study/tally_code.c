/* The counts of a tally as bytes. */
#include "study/tally_code.h"

#define PAYLOAD_BITS 7
#define PAYLOAD 0x7f
#define MORE 0x80

static void append_number(cw_text *out, uint64_t number)
{
    char bytes[10];
    size_t length = 0;
    for (; number > PAYLOAD; number >>= PAYLOAD_BITS)
        bytes[length++] = (char)(unsigned char)((number & PAYLOAD) | MORE);
    bytes[length++] = (char)(unsigned char)number;
    cw_text_append_bytes(out, bytes, length);
}

void cw_tally_encode(cw_text *out, const cw_tally *tally)
{
    size_t steps = cw_grid_steps(&tally->grid);
    size_t last = 0;
    for (size_t step = cw_tally_next(tally, 0); step < steps;
         step = cw_tally_next(tally, step + 1)) {
        append_number(out, step - last);
        append_number(out, cw_tally_count(tally, step));
        last = step;
    }
}

/* The bytes that are still to be read. */
typedef struct cw_code {
    const unsigned char *next;
    size_t left;
} cw_code;

static bool read_number(uint64_t *out, cw_code *code)
{
    uint64_t number = 0;
    for (unsigned shift = 0; code->left > 0 && shift < 64; shift += PAYLOAD_BITS) {
        unsigned char byte = *code->next++;
        code->left--;
        number |= (uint64_t)(byte & PAYLOAD) << shift;
        if ((byte & MORE) == 0) {
            *out = number;
            return true;
        }
    }
    return false;
}

cw_status cw_tally_decode(cw_tally *tally, const void *bytes, size_t length)
{
    cw_code code = {bytes, length};
    uint64_t step = 0;
    uint64_t found = 0;
    uint64_t steps = cw_grid_steps(&tally->grid);
    while (code.left > 0) {
        uint64_t gap;
        uint64_t draws;
        if (!read_number(&gap, &code) || !read_number(&draws, &code) || gap >= steps - step ||
            draws > tally->draws - found)
            return CW_ERROR_INPUT;
        step += gap;
        found += draws;
        cw_status status = cw_tally_put(tally, (size_t)step, draws);
        if (status != CW_OK)
            return status;
    }
    return found == tally->draws ? CW_OK : CW_ERROR_INPUT;
}
