#include "dossier/words.h"

#include <string.h>

#include "dossier/scan.h"

#define PART_MOST 300
#define LINE_MOST 2000

void cw_append_words(cw_text *line, const char *words)
{
    if (line->length > LINE_MOST) {
        return;
    }
    size_t length = strnlen(words, PART_MOST + 1);
    size_t shown = cw_clip_to(words, length, PART_MOST);
    cw_text_append_bytes(line, words, shown);
    if (shown < length) {
        cw_text_append(line, "...");
    }
}

const char *cw_finish_words(cw_reader *reader, cw_text *line)
{
    if (line->length > LINE_MOST) {
        cw_text_append(line, "...");
    }
    const char *words = NULL;
    if (line->status == CW_OK) {
        words = cw_reader_copy(reader, cw_text_string(line));
    } else {
        reader->status = line->status;
    }
    cw_text_free(line);
    return words != NULL ? words : "";
}
