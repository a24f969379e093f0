/* dossier: what the analyst wrote, checked, and never changed after reading.
 *
 * Everything refers to everything else by index: a state is a number into `states`, a source a
 * number into `sources`, CW_NONE where nothing is named. Every number of the dossier that may be
 * a range is an entry of one list, `quantities`; its index there is also the random stream it is
 * drawn from, so the same dossier gives the same draws in every what-if. All words and arrays are
 * owned by the dossier. docs/dossier.md describes the file. */
#ifndef COUNTERWEIGHT_DOSSIER_H
#define COUNTERWEIGHT_DOSSIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "counterweight/base/context.h"
#include "counterweight/base/diagnostic.h"
#include "counterweight/base/digest.h"
#include "counterweight/base/number.h"
#include "counterweight/base/text.h"

/* ---- Numbers that may be ranges ---- */

typedef enum cw_shape {
    CW_SHAPE_FIXED,      /* low == mode == high */
    CW_SHAPE_UNIFORM,    /* [low, high]; mode is the middle */
    CW_SHAPE_TRIANGULAR, /* [low, mode, high] */
    CW_SHAPE_PERT        /* [low, mode, high], beta with weight 4 on the mode */
} cw_shape;

/* What a quantity measures: fixes its unit and the values it may take. */
typedef enum cw_measure {
    CW_MEASURE_POSITION,     /* points of the scale, 0 to 100 */
    CW_MEASURE_STATUS_QUO,   /* points, 0 to 100 */
    CW_MEASURE_SALIENCE,     /* 0 to 1 */
    CW_MEASURE_CAPABILITY,   /* >= 0, any common scale */
    CW_MEASURE_DEPENDENCE,   /* points, >= 0: what a break with the other would cost */
    CW_MEASURE_BYPASS_COST,  /* points, >= 0 */
    CW_MEASURE_FORMALITY,    /* 0 (capability weighs) to 1 (votes weigh) */
    CW_MEASURE_AGENDA_POWER, /* 0 to 1 */
    CW_MEASURE_VOICE         /* 0 to 1 */
} cw_measure;

/* The largest value a quantity may take, by what it measures; the least is 0 for all. What has no
 * upper end of its own is kept at 1e100 or below, so that sums and squares stay finite. Pure. */
double cw_measure_most(cw_measure measure);

/* Where a statement was read and why it was coded so. */
typedef struct cw_provenance {
    size_t source;     /* index, or CW_NONE */
    const char *quote; /* the words of the source, or NULL */
    const char *why;   /* one line of reasoning, or NULL */
    cw_place place;    /* where it stands in the dossier */
} cw_provenance;

typedef struct cw_quantity {
    cw_measure measure;
    cw_shape shape;
    double low, mode, high; /* low <= mode <= high */
    const char *path;       /* "issues.troops.positions.BLR" */
    size_t state;           /* whose it is, or CW_NONE */
    size_t other;           /* the state depended on, for dependence; else CW_NONE */
    size_t forum;           /* or CW_NONE */
    size_t issue;           /* or CW_NONE */
    size_t what_if;         /* the what-if that brings it, or CW_NONE */
    cw_provenance provenance;
} cw_quantity;

/* ---- Who and where ---- */

typedef struct cw_source {
    const char *id;
    const char *author; /* or NULL, as all but id and title */
    const char *title;
    const char *publisher;
    const char *date; /* as written: 2022, 2022-05 or 2022-05-24 */
    const char *url;
    const char *note;
    size_t uses; /* how many statements name it */
    cw_place place;
} cw_source;

typedef struct cw_yearly {
    int year;
    double value; /* capability in that year */
} cw_yearly;

typedef struct cw_state {
    const char *id;    /* RUS */
    const char *name;  /* Russia */
    bool organisation; /* an organisation that holds a status, not a state */
    size_t capability; /* quantity, or CW_NONE */
    cw_yearly *series; /* capability by year, ascending; NULL if none */
    size_t series_count;
    cw_provenance series_provenance;
    cw_provenance provenance;
} cw_state;

/* A status at a forum. Only members vote; the others have a voice. */
typedef enum cw_standing {
    CW_STANDING_MEMBER,
    CW_STANDING_OBSERVER,
    CW_STANDING_PARTNER
} cw_standing;

/* One state at one forum over one stretch of time: from `since` on, up to but without `until`. */
typedef struct cw_membership {
    size_t state;
    cw_standing standing;
    cw_date since;   /* CW_DATE_OPEN_START where not given */
    cw_date until;   /* CW_DATE_OPEN_END where not given */
    size_t voice;    /* quantity; CW_NONE for members and where not given */
    double *weights; /* one for each weight column of the forum; NaN where not given */
    cw_provenance provenance;
} cw_membership;

typedef struct cw_office {
    size_t state;
    cw_date since;
    cw_date until; /* where not given: the day the next one begins */
    cw_provenance provenance;
} cw_office;

/* Decision rules as written. A tree: `children` are `child_count` rules. */
typedef enum cw_rule_form {
    CW_RULE_CONSENSUS, /* no member objects */
    CW_RULE_COUNT,     /* at least `amount` members agree */
    CW_RULE_SHARE,     /* at least (or more than) `amount` percent of the members agree */
    CW_RULE_WEIGHT,    /* members who agree have at least (more than) `amount` of column `column` */
    CW_RULE_VETO,      /* none of `states` objects */
    CW_RULE_ALL,
    CW_RULE_ANY,
    CW_RULE_NOT
} cw_rule_form;

typedef struct cw_rule cw_rule;
struct cw_rule {
    cw_rule_form form;
    double amount;  /* members, percent, or weight */
    bool percent;   /* `amount` is a percentage of the total */
    bool more_than; /* strictly more than `amount` */
    size_t column;  /* weight column of the forum, for CW_RULE_WEIGHT */
    size_t *states; /* for CW_RULE_VETO */
    size_t state_count;
    cw_rule *children;
    size_t child_count;
    cw_place place;
};

typedef struct cw_forum {
    const char *id;
    const char *name;
    const char *note;           /* or NULL */
    cw_membership *memberships; /* in the order written */
    size_t membership_count;
    const char **columns; /* names of weight columns: "votes", "population" */
    size_t column_count;
    cw_rule rule;
    const char *rule_text; /* the rule as one line of words, for people */
    cw_provenance rule_provenance;
    cw_office *chairs; /* in order of `since` */
    size_t chair_count;
    size_t bypass_cost; /* quantities, or CW_NONE where not given */
    size_t formality;
    size_t agenda_power;
    cw_provenance provenance;
} cw_forum;

/* ---- What is at stake ---- */

typedef struct cw_anchor {
    double point; /* on the scale */
    const char *words;
} cw_anchor;

/* What one state wants of one issue. */
typedef struct cw_stand {
    size_t state;
    size_t position;  /* quantity */
    size_t salience;  /* quantity */
    bool from_others; /* not coded for this state: taken from `others` */
} cw_stand;

typedef struct cw_issue {
    const char *id;
    const char *question;
    const char *note;   /* or NULL */
    cw_anchor *anchors; /* ascending; the first is at 0, the last at 100 */
    size_t anchor_count;
    size_t status_quo; /* quantity */
    cw_stand *stands;  /* ascending by state */
    size_t stand_count;
    size_t *forums; /* where it can be taken; all of the dossier's where none are named */
    size_t forum_count;
    size_t state;   /* under pressure here: the question's, unless the issue names another */
    size_t against; /* who presses here; CW_NONE in a dossier without a question */
    bool happened;  /* an outcome is on record */
    double outcome; /* points */
    cw_provenance outcome_provenance;
    cw_provenance provenance;
} cw_issue;

/* `of` would lose `dependence` points by a break with `on`. */
typedef struct cw_tie {
    size_t of;
    size_t on;
    size_t dependence; /* quantity */
} cw_tie;

typedef enum cw_truth { CW_FALSE, CW_TRUE, CW_UNKNOWN } cw_truth;

typedef struct cw_fact {
    const char *id;
    const char *text;
    cw_truth holds;
    cw_provenance provenance;
} cw_fact;

typedef struct cw_conflict {
    const char *id;
    const char *name;
    size_t *parties; /* states */
    size_t party_count;
    cw_provenance provenance;
} cw_conflict;

/* ---- Conditions on operations ---- */

typedef enum cw_condition_form {
    CW_CONDITION_FACT,    /* fact `fact` holds */
    CW_CONDITION_MEMBER,  /* the candidate has one of `standings` in `forum` */
    CW_CONDITION_HOST,    /* the host has one of `standings` in `forum` */
    CW_CONDITION_PARTY,   /* the candidate is a party to `conflict` */
    CW_CONDITION_DECIDED, /* `forum` agrees to move `issue` from the status quo to `outcome` */
    CW_CONDITION_STATE,   /* the candidate is one of `states` */
    CW_CONDITION_ALL,
    CW_CONDITION_ANY,
    CW_CONDITION_NOT
} cw_condition_form;

typedef struct cw_condition cw_condition;
struct cw_condition {
    cw_condition_form form;
    const char *label; /* in words: the analyst's, else made from the form */
    bool is_labelled;  /* by the analyst */
    size_t fact, forum, conflict, issue;
    unsigned standings; /* bits 1u << cw_standing */
    double outcome;     /* points */
    size_t *states;
    size_t state_count;
    cw_condition *children;
    size_t child_count;
    cw_provenance provenance;
};

typedef struct cw_operation {
    const char *id;
    const char *title;
    const char *note;    /* or NULL */
    size_t forum;        /* whose operation it is */
    size_t host;         /* where, a state, or CW_NONE */
    cw_condition deploy; /* who may take part; `all` of nothing where not given */
    cw_condition lead;   /* who may lead, on top of `deploy` */
    cw_provenance provenance;
} cw_operation;

/* ---- What-ifs ---- */

typedef enum cw_edit_form {
    CW_EDIT_JOIN,         /* `states` become `standing` of `forum` */
    CW_EDIT_LEAVE,        /* `states` leave `forum` */
    CW_EDIT_STATUS,       /* `states`, already there, become `standing` of `forum` */
    CW_EDIT_CHAIR,        /* `states[0]` chairs `forum` */
    CW_EDIT_RULE,         /* `forum` decides by `rule` */
    CW_EDIT_BYPASS_COST,  /* of `forum` */
    CW_EDIT_FORMALITY,    /* of `forum` */
    CW_EDIT_AGENDA_POWER, /* of `forum` */
    CW_EDIT_CAPABILITY,   /* of `states` */
    CW_EDIT_POSITION,     /* of `states` on `issue` */
    CW_EDIT_SALIENCE,     /* of `states` on `issue` */
    CW_EDIT_STATUS_QUO,   /* of `issue` */
    CW_EDIT_TIE,          /* dependence of `states` on `other` */
    CW_EDIT_FACT,         /* `fact` is `truth` */
    CW_EDIT_DATE          /* the case is as of `date` */
} cw_edit_form;

typedef struct cw_edit {
    cw_edit_form form;
    size_t forum, issue, other, fact;
    size_t *states;
    size_t state_count;
    cw_standing standing;
    size_t voice;    /* quantity of states[0], that of states[1] the next, and so on; or CW_NONE */
    double *weights; /* by join and status: one for each weight column; NaN where not given;
                        NULL: none, and status leaves those of the seat */
    size_t is;       /* quantity that replaces: of states[0], that of states[1] the next, and so
                        on, or of what else is named; or CW_NONE */
    double by;       /* factor that scales; NaN where not given */
    cw_rule rule;
    const char *rule_text;
    cw_truth truth;
    cw_date date;
    cw_place place;
} cw_edit;

typedef struct cw_what_if {
    const char *id;
    const char *title;
    const char *note; /* or NULL */
    cw_edit *edits;
    size_t edit_count;
    cw_provenance provenance;
} cw_what_if;

/* ---- Claims ---- */

typedef enum cw_claim_kind {
    CW_CLAIM_TESTED,     /* has a test */
    CW_CLAIM_FACT_RIGHT, /* a statement of fact, right according to its source */
    CW_CLAIM_FACT_WRONG, /* a statement of fact, wrong according to its source */
    CW_CLAIM_JUDGEMENT   /* not a matter of measurement */
} cw_claim_kind;

typedef enum cw_finding_measure {
    CW_FINDING_GAIN,             /* points: of the question's state from `forum` on `issue` */
    CW_FINDING_GAIN_PROBABILITY, /* P(gain > 0), 0 to 1 */
    CW_FINDING_BYPASS_PROBABILITY,
    CW_FINDING_OUTCOME,          /* points: where `issue` is settled in `forum` */
    CW_FINDING_CAPABILITY_SHARE, /* of `state` among the members of `forum` */
    CW_FINDING_HHI,              /* of the members' capabilities */
    CW_FINDING_CON,
    CW_FINDING_SHAPLEY_SHUBIK, /* of `state` in `forum` */
    CW_FINDING_BANZHAF,        /* normalised, of `state` in `forum` */
    CW_FINDING_MEMBERS,        /* number of members of `forum` */
    CW_FINDING_DEPENDENCE,     /* of `state` on `other`, points */
    CW_FINDING_AGREEMENT,      /* P(`forum` agrees to move `issue` from status quo to `outcome`) */
    CW_FINDING_MAY_DEPLOY,     /* 1 if `state` may take part in `operation`, else 0 */
    CW_FINDING_MAY_LEAD
} cw_finding_measure;

/* One figure of the study, named. What is CW_NONE is the question's. */
typedef struct cw_figure {
    cw_finding_measure measure;
    size_t state, other, forum, issue, operation;
    size_t what_if; /* CW_NONE: the base case */
    double outcome; /* for CW_FINDING_AGREEMENT */
} cw_figure;

typedef enum cw_comparison { CW_ABOVE, CW_BELOW, CW_EQUAL } cw_comparison;

typedef struct cw_claim {
    const char *id;
    const char *text;
    const char *note; /* or NULL */
    cw_claim_kind kind;
    cw_figure left; /* for CW_CLAIM_TESTED */
    cw_comparison comparison;
    bool against_figure; /* compared with `right`, else with `number` */
    cw_figure right;
    double number;
    cw_provenance provenance;
} cw_claim;

/* ---- The whole ---- */

typedef enum cw_loss_form { CW_LOSS_FORM_LINEAR, CW_LOSS_FORM_QUADRATIC } cw_loss_form;

typedef struct cw_question {
    bool asked;
    size_t state;   /* under pressure */
    size_t against; /* who presses */
    size_t forum;
    size_t issue; /* the pressure itself: the headline issue */
} cw_question;

typedef struct cw_dossier {
    const char *file;
    const char *title;
    const char *author; /* or NULL */
    const char *note;   /* or NULL: what the reader of the answer must know about the coding */
    cw_date as_of;
    cw_loss_form loss;
    cw_question question;
    cw_source *sources;
    size_t source_count;
    cw_state *states;
    size_t state_count;
    cw_forum *forums;
    size_t forum_count;
    cw_issue *issues;
    size_t issue_count;
    cw_tie *ties;
    size_t tie_count;
    cw_fact *facts;
    size_t fact_count;
    cw_conflict *conflicts;
    size_t conflict_count;
    cw_operation *operations;
    size_t operation_count;
    cw_what_if *what_ifs;
    size_t what_if_count;
    cw_claim *claims;
    size_t claim_count;
    cw_quantity *quantities;
    size_t quantity_count;
    cw_digest digest; /* of its text; for each table in the order read, the digest of the digest so
                         far followed by that of the table */
    cw_arena arena;   /* owns all of the above */
} cw_dossier;

/* Reads and checks a dossier and the tables it names, from a file or, for "-", standard input.
 * Every mistake of the file is added to `diagnostics` in one pass, warnings included. Returns
 * CW_OK and a dossier that the caller frees with cw_dossier_free(); CW_ERROR_INPUT if there is any
 * error in it; CW_ERROR_IO if it cannot be read; CW_ERROR_MEMORY; on failure *out is untouched.
 * `context` is borrowed until the dossier is freed. Cost O(bytes). Thread-safe for different
 * contexts and diagnostics. */
cw_status cw_dossier_read(cw_dossier **out, cw_context *context, cw_diagnostics *diagnostics,
                          const char *path);

/* The same for text already in memory; tables are looked for beside `path`, which is also the name
 * used in diagnostics. */
cw_status cw_dossier_parse(cw_dossier **out, cw_context *context, cw_diagnostics *diagnostics,
                           const char *path, const char *bytes, size_t length);

/* Frees a dossier and all it holds; NULL is allowed. */
void cw_dossier_free(cw_dossier *dossier);

/* Index of the entry with this id, or CW_NONE. Cost O(entries). Thread-safe. */
size_t cw_dossier_find_state(const cw_dossier *dossier, const char *id);
size_t cw_dossier_find_forum(const cw_dossier *dossier, const char *id);
size_t cw_dossier_find_issue(const cw_dossier *dossier, const char *id);
size_t cw_dossier_find_operation(const cw_dossier *dossier, const char *id);

/* The date on which a what-if plays: that of its last change of the date, else the dossier's, which is
 * also that of the base case (CW_NONE). Seats and chairs are those of that day, whatever the order of
 * the other changes. Cost O(changes). Pure. */
cw_date cw_dossier_date(const cw_dossier *dossier, size_t what_if);

/* What the number measures that a change replaces or scales: forms from CW_EDIT_BYPASS_COST to
 * CW_EDIT_TIE. Pure. */
cw_measure cw_edit_measure(cw_edit_form form);

/* Whether a change is about `state`. Cost O(states of the change). Pure. */
bool cw_edit_names(const cw_edit *edit, size_t state);

/* Words for people: "position of Belarus on 'troops'". Appends to `out`. */
void cw_dossier_describe_quantity(const cw_dossier *dossier, size_t quantity, cw_text *out);

#endif
