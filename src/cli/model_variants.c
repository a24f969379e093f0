#include "cli/model_variants.h"

#include <string.h>

#include "cli/help.h"
#include "cli/input.h"
#include "cli/model_list.h"

void cw_model_variants_init(cw_model_variants *variants, cw_context *context)
{
    const cw_outcome_model *const *models = cw_outcome_models_all(&variants->registered);
    for (size_t k = 0; k < variants->registered; k++)
        variants->models[k] = models[k];
    for (size_t k = 0; k < CW_OUTCOME_MODELS_MAX; k++)
        cw_text_init(&variants->names[k], context);
    cw_text_init(&variants->plain, context);
    variants->count = variants->registered;
}

void cw_model_variants_free(cw_model_variants *variants)
{
    for (size_t k = 0; k < CW_OUTCOME_MODELS_MAX; k++)
        cw_text_free(&variants->names[k]);
    cw_text_free(&variants->plain);
    variants->count = variants->registered;
}

/* The length of the first model of a list, with its settings. */
static size_t first_length(const char *list)
{
    size_t length = strcspn(list, ",");
    while (list[length] == ',') {
        const char *next = list + length + 1;
        size_t more = strcspn(next, ",");
        bool is_setting = memchr(next, '=', more) != NULL && memchr(next, ':', more) == NULL;
        if (!is_setting)
            break;
        length += 1 + more;
    }
    return length;
}

/* ---- Complaints ---- */

static cw_status no_such_model(cw_session *session, const char *id)
{
    const char *ids[CW_OUTCOME_MODELS_MAX];
    size_t count = 0;
    size_t found = 0;
    const cw_outcome_model *const *models = cw_outcome_models_all(&count);
    for (size_t k = 0; k < count; k++)
        ids[k] = models[k]->id;
    cw_status status = cw_model_list_check_scale(session, id);
    return status != CW_OK ? status
                           : cw_input_word(&found, session, "outcome model", id, ids, count);
}

static cw_status no_such_setting(cw_session *session, const cw_outcome_model *model,
                                 const char *name)
{
    const char *names[CW_MODEL_SETTINGS_MAX];
    if (model->setting_count == 0)
        return cw_session_misuse(session, "nothing can be set in model '%s'", model->id);
    for (size_t k = 0; k < model->setting_count; k++)
        names[k] = model->settings[k].name;
    size_t nearest = cw_nearest_word(name, names, model->setting_count);
    if (nearest != CW_NONE)
        return cw_session_misuse(session, "model '%s' has no setting '%s'; did you mean '%s'?",
                                 model->id, name, names[nearest]);
    return cw_session_misuse(session,
                             "model '%s' has no setting '%s'; 'counterweight help models' lists "
                             "what can be set",
                             model->id, name);
}

/* "fixed or dynamic", "a number from 0 to 1". */
static void append_values(cw_text *out, const cw_model_setting *setting)
{
    if (setting->words == NULL) {
        cw_text_append_format(out, "a%s number from %g to %g", setting->is_whole ? " whole" : "",
                              setting->least, setting->most);
        return;
    }
    for (size_t k = 0; setting->words[k] != NULL; k++) {
        const char *before = k == 0 ? "" : setting->words[k + 1] == NULL ? " or " : ", ";
        cw_text_append_format(out, "%s%s", before, setting->words[k]);
    }
}

static cw_status no_such_value(cw_session *session, const cw_model_fault *fault, const char *value)
{
    cw_text values;
    cw_text_init(&values, session->context);
    append_values(&values, fault->setting);
    cw_status status =
        cw_session_misuse(session, "'%s' is no value of '%s' in model '%s': it is %s", value,
                          fault->setting->name, fault->model->id, cw_text_string(&values));
    cw_text_free(&values);
    return status;
}

static cw_status complain(cw_session *session, const cw_model_fault *fault, const char *name)
{
    cw_text wrong;
    cw_text_init(&wrong, session->context);
    cw_text_append_bytes(&wrong, name + fault->first, fault->length);
    const char *words = cw_text_string(&wrong);
    cw_status status = wrong.status;
    if (status != CW_OK)
        ;
    else if (fault->kind == CW_MODEL_FAULT_ID)
        status = no_such_model(session, words);
    else if (fault->kind == CW_MODEL_FAULT_SETTING)
        status = no_such_setting(session, fault->model, words);
    else if (fault->kind == CW_MODEL_FAULT_VALUE)
        status = no_such_value(session, fault, words);
    else
        status =
            cw_session_misuse(session, "'%s' in '%s' sets nothing: write NAME=VALUE", words, name);
    cw_text_free(&wrong);
    return status;
}

/* ---- Reading ---- */

static cw_status add(cw_model_variants *variants, cw_session *session, const char *text,
                     size_t length)
{
    cw_model_fault fault;
    size_t k = variants->count;
    if (k == CW_OUTCOME_MODELS_MAX)
        return cw_session_misuse(session, "more than %zu models with settings are named",
                                 CW_OUTCOME_MODELS_MAX - variants->registered);
    cw_text *name = &variants->names[k];
    cw_text_append_bytes(name, text, length);
    if (name->status != CW_OK)
        return name->status;
    if (cw_outcome_model_parse(&variants->own[k], &fault, cw_text_string(name)) != CW_OK)
        return complain(session, &fault, cw_text_string(name));
    variants->models[variants->count++] = &variants->own[k];
    return CW_OK;
}

cw_status cw_model_variants_read(cw_model_variants *variants, cw_session *session, const char *list)
{
    cw_status status = CW_OK;
    bool is_first = true;
    while (list != NULL && status == CW_OK) {
        size_t length = first_length(list);
        if (memchr(list, ':', length) != NULL) {
            status = add(variants, session, list, length);
        } else {
            cw_text_append(&variants->plain, is_first ? "" : ",");
            cw_text_append_bytes(&variants->plain, list, length);
            status = variants->plain.status;
            is_first = false;
        }
        list = list[length] == ',' ? list + length + 1 : NULL;
    }
    return status;
}

/* ---- Help ---- */

/* Where the names of settings, and what is said of them, begin. */
#define NAME_COLUMN 4
#define WORDS_COLUMN 8

static void append_setting(cw_text *out, const cw_outcome_model *model, size_t which)
{
    const cw_model_setting *setting = &model->settings[which];
    double value = model->setting[which];
    cw_text words;
    cw_text_init(&words, out->context);
    cw_text_append_format(&words, "%s: ", setting->idea);
    append_values(&words, setting);
    if (setting->words != NULL)
        cw_text_append_format(&words, " (standard: %s)", setting->words[(size_t)value]);
    else
        cw_text_append_format(&words, " (standard: %g)", value);
    cw_text_append_repeated(out, ' ', NAME_COLUMN);
    cw_text_append_format(out, "%s\n", setting->name);
    cw_text_append_repeated(out, ' ', WORDS_COLUMN);
    cw_text_inherit(out, &words);
    cw_help_wrapped(out, cw_text_string(&words), WORDS_COLUMN);
    cw_text_free(&words);
}

/* Models of a pie, which is no scale, have a command of their own. */
static void append_divisions(cw_text *out)
{
    cw_text_append(out, "\nOf a pie in place of a scale: baron-ferejohn, which 'counterweight "
                        "divide' plays.\n");
}

static void append_joint_models(cw_text *out)
{
    size_t count = 0;
    const cw_joint_model *const *models = cw_joint_models(&count);
    cw_text_append(out, "\nOf several issues before the same actors:\n");
    for (size_t k = 0; k < count; k++)
        cw_text_append_format(out, "\n%s: %s\n", models[k]->id, models[k]->title);
}

void cw_model_variants_help(cw_text *out)
{
    size_t count = 0;
    const cw_outcome_model *const *models = cw_outcome_models_all(&count);
    cw_text_append(out,
                   "The outcome models, by the ids under which --model asks for them. What can "
                   "be set\nin a model follows its id after a colon:\n\n"
                   "  --model challenge-a:range=dynamic,q=0.5,mean\n");
    for (size_t k = 0; k < count; k++) {
        cw_text_append_format(out, "\n%s: %s\n", models[k]->id, models[k]->title);
        for (size_t which = 0; which < models[k]->setting_count; which++)
            append_setting(out, models[k], which);
    }
    append_joint_models(out);
    append_divisions(out);
}
