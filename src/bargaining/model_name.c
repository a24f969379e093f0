/* The names by which models are asked for: an id, and what is set otherwise than standard. */
#include <math.h>
#include <string.h>

#include "bargaining/models.h"
#include "counterweight/base/number.h"

/* A piece of the text that names a model. */
typedef struct piece {
    const char *text;
    size_t length;
} piece;

static bool is_word(piece given, const char *word)
{
    return strlen(word) == given.length && memcmp(word, given.text, given.length) == 0;
}

static const cw_outcome_model *model_called(piece id)
{
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models_all(&count);
    for (size_t k = 0; k < count; k++) {
        if (is_word(id, models[k]->id)) {
            return models[k];
        }
    }
    return NULL;
}

static size_t setting_called(const cw_outcome_model *model, piece name)
{
    for (size_t k = 0; k < model->setting_count; k++) {
        if (is_word(name, model->settings[k].name)) {
            return k;
        }
    }
    return CW_NONE;
}

static bool read_word(double *out, const cw_model_setting *setting, piece value)
{
    for (size_t k = 0; setting->words[k] != NULL; k++) {
        if (is_word(value, setting->words[k])) {
            *out = (double)k;
            return true;
        }
    }
    return false;
}

static bool read_value(double *out, const cw_model_setting *setting, piece value)
{
    if (setting->words != NULL) {
        return read_word(out, setting, value);
    }
    double number = 0.0;
    if (cw_number_parse(&number, value.text, value.length) != CW_OK || number < setting->least ||
        number > setting->most || (setting->is_whole && number != floor(number))) {
        return false;
    }
    *out = number;
    return true;
}

static cw_status refuse(cw_model_fault *fault, cw_model_fault_kind kind, const char *text,
                        piece wrong)
{
    fault->kind = kind;
    fault->first = (size_t)(wrong.text - text);
    fault->length = wrong.length;
    return CW_ERROR_INPUT;
}

/* One "name=value". */
static cw_status set(cw_outcome_model *model, cw_model_fault *fault, const char *text, piece pair)
{
    const char *equals = memchr(pair.text, '=', pair.length);
    if (equals == NULL) {
        return refuse(fault, CW_MODEL_FAULT_FORM, text, pair);
    }
    piece name = {pair.text, (size_t)(equals - pair.text)};
    piece value = {equals + 1, pair.length - name.length - 1};
    size_t which = setting_called(model, name);
    if (which == CW_NONE) {
        return refuse(fault, CW_MODEL_FAULT_SETTING, text, name);
    }
    fault->setting = &model->settings[which];
    if (!read_value(&model->setting[which], fault->setting, value)) {
        return refuse(fault, CW_MODEL_FAULT_VALUE, text, value);
    }
    fault->setting = NULL;
    return CW_OK;
}

cw_status cw_outcome_model_parse(cw_outcome_model *out, cw_model_fault *fault, const char *text)
{
    cw_model_fault unseen;
    fault = fault == NULL ? &unseen : fault;
    piece id = {text, strcspn(text, ":")};
    *fault = (cw_model_fault){.model = model_called(id)};
    if (fault->model == NULL) {
        return refuse(fault, CW_MODEL_FAULT_ID, text, id);
    }
    cw_outcome_model made = *fault->model;
    const char *rest = text + id.length;
    if (*rest != '\0') {
        made.id = made.title = text;
    }
    while (*rest != '\0') {
        piece pair = {rest + 1, strcspn(rest + 1, ",")};
        cw_status status = set(&made, fault, text, pair);
        if (status != CW_OK) {
            return status;
        }
        rest = pair.text + pair.length;
    }
    *out = made;
    return CW_OK;
}
