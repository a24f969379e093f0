/* The descriptors of all commands; the registry lists them. */
#ifndef CW_CLI_COMMANDS_H
#define CW_CLI_COMMANDS_H

#include "cli/command.h"

extern const cw_command cw_command_check;
extern const cw_command cw_command_brief;
extern const cw_command cw_command_power;
extern const cw_command cw_command_divide;
extern const cw_command cw_command_forecast;
extern const cw_command cw_command_backtest;
extern const cw_command cw_command_study;
extern const cw_command cw_command_merge;
extern const cw_command cw_command_export;
extern const cw_command cw_command_mandate;
extern const cw_command cw_command_sweep;
extern const cw_command cw_command_timeline;
extern const cw_command cw_command_help;
extern const cw_command cw_command_version;

#endif
