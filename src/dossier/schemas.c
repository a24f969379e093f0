#include "dossier/schemas.h"

const cw_schema *const cw_schemas[] = {
    &cw_top_schema,       &cw_quantity_schema, &cw_question_schema, &cw_source_schema,
    &cw_state_schema,     &cw_series_schema,   &cw_forum_schema,    &cw_membership_schema,
    &cw_office_schema,    &cw_rule_schema,     &cw_issue_schema,    &cw_outcome_schema,
    &cw_tie_schema,       &cw_fact_schema,     &cw_conflict_schema, &cw_operation_schema,
    &cw_condition_schema, &cw_decision_schema, &cw_what_if_schema,  &cw_change_schema,
    &cw_claim_schema,     &cw_test_schema,     &cw_figure_schema,
};
const size_t cw_schema_count = sizeof cw_schemas / sizeof cw_schemas[0];
