/* schemas: every key a dossier may have, as data; docs/dossier.md is tested against this. */
#ifndef DOSSIER_SCHEMAS_H
#define DOSSIER_SCHEMAS_H

#include "dossier/field.h"

extern const cw_schema cw_top_schema;
extern const cw_schema cw_quantity_schema;
extern const cw_schema cw_question_schema;
extern const cw_schema cw_source_schema;
extern const cw_schema cw_state_schema;
extern const cw_schema cw_series_schema;
extern const cw_schema cw_forum_schema;
extern const cw_schema cw_membership_schema;
extern const cw_schema cw_office_schema;
extern const cw_schema cw_rule_schema;
extern const cw_schema cw_issue_schema;
extern const cw_schema cw_outcome_schema;
extern const cw_schema cw_tie_schema;
extern const cw_schema cw_fact_schema;
extern const cw_schema cw_conflict_schema;
extern const cw_schema cw_operation_schema;
extern const cw_schema cw_condition_schema;
extern const cw_schema cw_decision_schema;
extern const cw_schema cw_what_if_schema;
extern const cw_schema cw_change_schema;
extern const cw_schema cw_claim_schema;
extern const cw_schema cw_test_schema;
extern const cw_schema cw_figure_schema;

/* All of them. */
extern const cw_schema *const cw_schemas[];
extern const size_t cw_schema_count;

#endif
