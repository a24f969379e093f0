/* field: the schema layer. A schema is a table of the keys an entry may have; reading an entry is
 * matching its keys with the table, reporting what does not fit, and handing each value to the
 * function its row names. */
#ifndef DOSSIER_FIELD_H
#define DOSSIER_FIELD_H

#include "dossier/reader.h"

typedef struct cw_field cw_field;

/* Reads `value` into `slot`, the place in the record that the field's offset points to. */
typedef void cw_field_function(cw_reader *reader, const cw_field *field, const cw_node *value,
                               void *slot);

typedef enum cw_need { CW_OPTIONAL, CW_REQUIRED } cw_need;

struct cw_field {
    const char *key;
    cw_field_function *read;
    size_t offset; /* in the record */
    cw_need need;
    int detail; /* for `read`: a cw_kind, a cw_measure */
};

typedef struct cw_schema {
    const char *heading;    /* of its section in docs/dossier.md */
    const char *entry;      /* what one is called in messages: "forum" */
    const cw_field *fields; /* in the order in which they are to be read */
    size_t field_count;
} cw_schema;

#define CW_SCHEMA(heading, entry, fields)                                                          \
    {                                                                                              \
        heading, entry, fields, sizeof(fields) / sizeof((fields)[0])                               \
    }

/* Most keys one schema may have. */
#define CW_FIELDS_MOST 32

/* Reads the mapping `node` into `record`. False where it is no mapping; other mistakes are reported
 * and leave their part of the record as it was. */
bool cw_read_record(cw_reader *reader, const cw_schema *schema, const cw_node *node, void *record);

/* Provenance: the three keys that may stand in nearly every entry. `member` is the cw_provenance of
 * the record `type`. Rows for the top of a table: quantities of the entry inherit it. */
#define CW_PROVENANCE_FIELDS(type, member)                                                         \
    {"source", cw_field_reference, offsetof(type, member) + offsetof(cw_provenance, source),       \
     CW_OPTIONAL, CW_KIND_SOURCE},                                                                 \
        {"quote", cw_field_text, offsetof(type, member) + offsetof(cw_provenance, quote),          \
         CW_OPTIONAL, 0},                                                                          \
    {                                                                                              \
        "why", cw_field_text, offsetof(type, member) + offsetof(cw_provenance, why), CW_OPTIONAL,  \
            0                                                                                      \
    }

/* No source, no words, at the place of `node`. */
cw_provenance cw_provenance_at(const cw_node *node);

/* ---- Values ---- */

/* Reports where `node` is not of `kind` ("'members' must be a list, not 'x'") and returns whether
 * it is. What has been refused before is not reported again. */
bool cw_expect(cw_reader *reader, const cw_node *node, cw_node_kind kind);

/* Each reads one value; false, after reporting, where `node` is something else. */
bool cw_read_text(cw_reader *reader, const cw_node *node, const char **out);
bool cw_read_number(cw_reader *reader, const cw_node *node, double *out);
bool cw_read_point(cw_reader *reader, const cw_node *node, double *out); /* of a scale */
bool cw_read_reference(cw_reader *reader, const cw_node *node, cw_kind kind, size_t *out);

/* One id or a list of ids, no id twice. */
bool cw_read_references(cw_reader *reader, const cw_node *node, cw_kind kind, size_t **out,
                        size_t *count);

/* A word out of `words`; *out is its position. */
bool cw_read_choice(cw_reader *reader, const cw_node *node, const char *const *words, size_t count,
                    size_t *out);

/* Most characters of an id. */
#define CW_ID_LENGTH_MOST 64

/* Whether `id` is made of letters, digits, '-', '_' and '.', and not too long; reports where not. */
bool cw_check_id(cw_reader *reader, const cw_node *key);

/* ---- Field functions; the slot is what stands in brackets ---- */

void cw_field_text(cw_reader *reader, const cw_field *field, const cw_node *value,
                   void *slot); /* [const char *] */
void cw_field_date(cw_reader *reader, const cw_field *field, const cw_node *value,
                   void *slot); /* [cw_date] */
void cw_field_node(cw_reader *reader, const cw_field *field, const cw_node *value,
                   void *slot); /* [const cw_node *], for later */
void cw_field_reference(cw_reader *reader, const cw_field *field, const cw_node *value,
                        void *slot); /* [size_t], detail: cw_kind */
void cw_field_standing(cw_reader *reader, const cw_field *field, const cw_node *value,
                       void *slot); /* [cw_standing] */
void cw_field_truth(cw_reader *reader, const cw_field *field, const cw_node *value,
                    void *slot); /* [cw_truth] */

#endif
