/* From libyaml's events to nodes. Events are taken one by one and the depth is checked at each:
 * libyaml's work per token grows with the flow depth, so a file of nothing but brackets must be
 * refused while its first levels are read (libyaml looks ahead 1,024 characters at most). */
#include <string.h>
#include <yaml.h>

#include "dossier/duplicates.h"
#include "dossier/scan.h"
#include "dossier/syntax_error.h"
#include "dossier/tree.h"

/* A list or mapping whose end has not been reached. */
typedef struct open_node {
    cw_node *node;
    cw_node *last;      /* child added last */
    const cw_node *key; /* key that waits for its value */
    bool key_refused;   /* that key cannot be used: drop its value */
} open_node;

typedef struct builder {
    cw_arena *arena;
    cw_diagnostics *diagnostics;
    const char *file;
    open_node *open; /* one for each level of nesting allowed, and the root */
    size_t depth;    /* how many are open */
    cw_node *root;
    size_t documents;
    cw_status status; /* CW_ERROR_INPUT: what follows cannot be understood */
} builder;

static cw_place place_of(const builder *self, const yaml_event_t *event)
{
    cw_place place = {.file = self->file,
                      .line = event->start_mark.line + 1,
                      .column = event->start_mark.column + 1,
                      .width = 1};
    if (event->end_mark.line == event->start_mark.line &&
        event->end_mark.column > event->start_mark.column) {
        place.width = event->end_mark.column - event->start_mark.column;
    }
    return place;
}

static void complain(builder *self, cw_place place, const char *remedy, const char *message)
{
    cw_diagnostics_add(self->diagnostics, CW_SEVERITY_ERROR, place, remedy, "%s", message);
}

/* Errors after which going on would only repeat the same. */
static void refuse(builder *self, cw_place place, const char *remedy, const char *message)
{
    complain(self, place, remedy, message);
    self->status = CW_ERROR_INPUT;
}

static cw_node *new_node(builder *self, cw_node_kind kind, const yaml_event_t *event)
{
    cw_node *node = cw_arena_allocate(self->arena, 1, sizeof *node);
    if (node == NULL) {
        self->status = CW_ERROR_MEMORY;
        return NULL;
    }
    node->kind = kind;
    node->text = "";
    node->place = place_of(self, event);
    return node;
}

static void check_key(builder *self, open_node *parent, const cw_node *key)
{
    if (key->kind != CW_NODE_TEXT) {
        complain(self, key->place, NULL, "a key must be a word, not a list or a mapping");
        parent->key_refused = true;
    } else if (key->plain && strcmp(key->text, "<<") == 0) {
        complain(self, key->place, "write the keys out", "merge keys ('<<') are not allowed");
        parent->key_refused = true;
    } else if (key->refused) {
        parent->key_refused = true;
    }
}

/* Hangs `node` under the innermost open list or mapping, or makes it the root. */
static void attach(builder *self, cw_node *node)
{
    if (self->depth == 0) {
        self->root = node;
        return;
    }
    open_node *parent = &self->open[self->depth - 1];
    if (parent->node->kind == CW_NODE_MAPPING && parent->key == NULL) {
        parent->key = node;
        check_key(self, parent, node);
        return;
    }
    node->key = parent->key;
    parent->key = NULL;
    if (parent->key_refused) {
        parent->key_refused = false;
        return;
    }
    if (parent->last == NULL) {
        parent->node->first = node;
    } else {
        parent->last->next = node;
    }
    parent->last = node;
    parent->node->count++;
    if (parent->node->count > self->arena->context->limits.items) {
        refuse(self, node->place, NULL, "too many entries in one list or mapping");
    }
}

static void check_properties(builder *self, const yaml_event_t *event, const yaml_char_t *anchor,
                             const yaml_char_t *tag)
{
    if (anchor != NULL) {
        complain(self, place_of(self, event), "write the value out where it is used",
                 "anchors ('&') are not allowed");
    }
    if (tag != NULL) {
        complain(self, place_of(self, event), "delete it", "tags ('!') are not allowed");
    }
}

/* Escapes can bring in what the scan keeps out. */
static bool has_control_character(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if ((byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7F) {
            return true;
        }
        bool c1 = byte == 0xC2 && i + 1 < length && (unsigned char)text[i + 1] < 0xA0;
        if (c1) {
            return true;
        }
    }
    return false;
}

static void take_scalar(builder *self, const yaml_event_t *event)
{
    cw_node *node = new_node(self, CW_NODE_TEXT, event);
    if (node == NULL) {
        return;
    }
    const char *text = (const char *)event->data.scalar.value;
    node->length = event->data.scalar.length;
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    check_properties(self, event, event->data.scalar.anchor, event->data.scalar.tag);
    if (node->length > self->arena->context->limits.word_bytes) {
        complain(self, node->place, NULL, "this text is too long");
        node->refused = true;
        node->length = 0;
    } else if (has_control_character(text, node->length)) {
        complain(self, node->place, "delete it", "this text has an escape for a control character");
        node->refused = true;
        node->length = 0;
    }
    node->text = cw_arena_copy(self->arena, text, node->length);
    if (node->text == NULL) {
        self->status = CW_ERROR_MEMORY;
        return;
    }
    attach(self, node);
}

static void take_alias(builder *self, const yaml_event_t *event)
{
    cw_node *node = new_node(self, CW_NODE_TEXT, event);
    if (node == NULL) {
        return;
    }
    complain(self, node->place, "write the value out where it is used",
             "aliases ('*') are not allowed");
    node->refused = true;
    attach(self, node);
}

static void open_collection(builder *self, cw_node_kind kind, const yaml_event_t *event)
{
    cw_node *node = new_node(self, kind, event);
    if (node == NULL) {
        return;
    }
    if (self->depth == self->arena->context->limits.nesting) {
        cw_diagnostics_add(self->diagnostics, CW_SEVERITY_ERROR, node->place, NULL,
                           "nested more than %zu levels deep",
                           self->arena->context->limits.nesting);
        self->status = CW_ERROR_INPUT;
        return;
    }
    attach(self, node);
    self->open[self->depth] = (open_node){.node = node};
    self->depth++;
}

static void close_collection(builder *self, const yaml_event_t *event)
{
    self->depth--;
    cw_node *node = self->open[self->depth].node;
    if (event->end_mark.line + 1 == node->place.line) {
        node->place.width = event->end_mark.column + 1 - node->place.column;
    }
    if (node->kind == CW_NODE_MAPPING) {
        cw_status status = cw_duplicates_remove(node, self->arena->context, self->diagnostics);
        if (status != CW_OK) {
            self->status = status;
        }
    }
}

static void start_document(builder *self, const yaml_event_t *event)
{
    cw_place place = place_of(self, event);
    self->documents++;
    if (event->data.document_start.version_directive != NULL ||
        event->data.document_start.tag_directives.start !=
            event->data.document_start.tag_directives.end) {
        place.width = 1;
        complain(self, place, "delete the line", "directives ('%') are not allowed");
    }
    if (self->documents > 1) {
        refuse(self, place, "keep each dossier in a file of its own",
               "a second document begins here");
    }
}

static void take_event(builder *self, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        start_document(self, event);
        break;
    case YAML_SCALAR_EVENT:
        take_scalar(self, event);
        break;
    case YAML_ALIAS_EVENT:
        take_alias(self, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        check_properties(self, event, event->data.sequence_start.anchor,
                         event->data.sequence_start.tag);
        open_collection(self, CW_NODE_LIST, event);
        break;
    case YAML_MAPPING_START_EVENT:
        check_properties(self, event, event->data.mapping_start.anchor,
                         event->data.mapping_start.tag);
        open_collection(self, CW_NODE_MAPPING, event);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(self, event);
        break;
    default:
        break;
    }
}

static void take_all_events(builder *self, yaml_parser_t *parser)
{
    bool finished = false;
    while (self->status == CW_OK && !finished) {
        yaml_event_t event = {0};
        if (yaml_parser_parse(parser, &event) == 0) {
            self->status = cw_syntax_error_report(parser, self->diagnostics, self->file);
            return;
        }
        finished = event.type == YAML_STREAM_END_EVENT;
        take_event(self, &event);
        yaml_event_delete(&event);
    }
}

cw_status cw_tree_build(cw_node **out, cw_arena *arena, cw_diagnostics *diagnostics,
                        const char *file, const char *bytes, size_t length)
{
    builder self = {.arena = arena, .diagnostics = diagnostics, .file = file};
    self.open = cw_arena_allocate(arena, arena->context->limits.nesting + 1, sizeof *self.open);
    if (self.open == NULL) {
        return CW_ERROR_MEMORY;
    }
    yaml_parser_t parser = {0};
    if (yaml_parser_initialize(&parser) == 0) {
        return CW_ERROR_MEMORY;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, length);
    take_all_events(&self, &parser);
    yaml_parser_delete(&parser);
    if (self.status == CW_OK) {
        *out = self.root;
    }
    return self.status;
}
