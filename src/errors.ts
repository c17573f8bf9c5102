/**
 * Every error this product raises on purpose, in one place. `docs/errors.md` is generated from here.
 *
 * @module
 */

/** Exit codes of the command line. DESIGN §12. */
export type ExitCode = 1 | 2 | 3;

interface Entry {
  /** What happened, with `{name}` for values. */
  message: string;
  /** What the reader does next. */
  wayOut: string;
  exit: ExitCode;
  /** Status on the web; 409 for a lost race. */
  http: number;
}

const fault = (message: string, wayOut: string, exit: ExitCode = 1, http = 422): Entry => ({ message, wayOut, exit, http });

/** code → meaning. Codes are public: never reused for another meaning. */
export const ERRORS = {
  CD_INPUT_FAULTS: fault(
    '{count} fault(s) in {file}',
    'Correct each place listed and run the command again; nothing was written.',
  ),
  CD_PLAN_RUNNING: fault(
    'The plan {plan} is already running as {workflow}',
    'Use `plan status {plan}`, or `plan amend` to change it.',
    1,
    409,
  ),
  CD_REHEARSAL_DIFFERS: fault(
    'The rehearsal {run} was begun with the plan {plan} from {from}, seed {seed}',
    'Go on with the same plan, day and seed, or take another run id.',
    1,
    409,
  ),
  CD_PLAN_UNKNOWN: fault('There is no plan {plan}', 'See `plan status` for the plans there are.', 1, 404),
  CD_PLAN_ENDED: fault('The plan {plan} is {status}', 'A plan that has ended cannot be changed; start next year’s.', 1, 409),
  CD_PAST_DATES: fault(
    '{count} date(s) are already past',
    'Say what to do with them: `--past skip` (not followed) or `--past due-now` (due {days} working days from now).',
  ),
  CD_STALE_VERSION: fault(
    '{what} was changed meanwhile: version {actual}, you saw {seen}{who}',
    'Look at it again, then repeat what is still needed.',
    1,
    409,
  ),
  CD_RUN_UNKNOWN: fault('There is no rehearsal {run}', 'See `rehearsals list` for those there are.', 1, 404),
  CD_TASK_UNKNOWN: fault('There is no task {task}', 'See `tasks list` for the open ones.', 1, 404),
  CD_TASK_CLOSED: fault('The task {task} is closed ({outcome})', 'Its history is kept: `tasks show {task}`.', 1, 409),
  CD_TASK_CLAIMED: fault('The task {task} was claimed by {owner} at {at}', 'Ask its owner, or assign it with a reason.', 1, 409),
  CD_LETTER_EMPTY: fault(
    'Nothing is open in the plan {plan} that such a letter could be about',
    'See `tasks list`; with --kind, --task or --unit the letter is about these alone. No file was written.',
  ),
  CD_LETTER_DAY: fault(
    '{day} is no day to ask for: it is {today}',
    'Give a later day with --by, or leave it out for five working days from now.',
  ),
  CD_MEMBER_UNKNOWN: fault('{member} is no open member of task {task}', 'See `tasks show {task}` for its members.', 1, 404),
  CD_SUPERVISOR_UNKNOWN: fault('There is no supervisor {supervisor}', 'Use an id of the roster’s supervisors.', 1, 404),
  CD_ASSIGNMENT_UNKNOWN: fault(
    'There is no assignment {assignment}',
    'An assignment is written topic/stage/body; see `plan status`.',
    1,
    404,
  ),
  CD_ASSIGNMENT_CLOSED: fault(
    '{assignment} is already {status}',
    'Nothing to do; a correction is a further revision of its report.',
    1,
    409,
  ),
  CD_EXTENSION_PAST: fault(
    'An extension to {due} is not later than {now}',
    'Give a day after today and after the present due date.',
  ),
  CD_EXTENSION_BEYOND_PLAN: fault(
    '{due} is beyond the plan’s end, {end}',
    'Only the issuer’s own document allows that: give it with --issuer-basis.',
  ),
  CD_BASIS_MISSING: fault(
    '{what} needs a basis',
    'Name the document’s number and date, or whose opinion and when (--basis "…").',
  ),
  CD_BODY_UNKNOWN: fault('There is no body {body}', 'Use the id of the roster.', 1, 404),
  CD_ROSTER_OLDER: fault(
    '{body} has a newer entry, in force from {since}; this roster would be in force from {from}',
    'Give a later day with --from, or correct the roster.',
    1,
    409,
  ),
  CD_ROSTER_UNREADABLE: fault(
    '{file} cannot be read as a roster: {why}',
    'Give csv (UTF-8) or xlsx without a password; nothing was written.',
  ),
  CD_ROSTER_NO_HEADING: fault(
    '{file} has no row of headings that names the organisations',
    'Head the column of names "Tên tổ chức đảng", or say which it is: --map "heading=name".',
  ),
  CD_ROSTER_MAP: fault(
    '--map "{text}" does not apply; there are: {fields}',
    'Write --map "heading=field" or --map "B=field"; the mapping that was guessed shows the headings.',
  ),
  CD_ROSTER_ANSWER: fault('--answer "{text}" does not apply: {why}', 'The questions show their keys and choices.'),
  CD_ROSTER_QUESTIONS: fault(
    '{count} question(s) about {file} wait for an answer: {keys}',
    'Answer each with --answer key=value, or take all proposals with --accept; nothing was written.',
  ),
  CD_ROSTER_NOT_CONFIRMED: fault('Not confirmed', 'Look at what would change and repeat with --yes; nothing was written.'),
  CD_FILE_UNREADABLE: fault('{file} cannot be read: {reason}', 'Check the name and the right to read it.'),
  CD_STAGE_UNKNOWN: fault('There is no stage {stage}', 'A stage is written topic/kind, for example chuyen-de-2/session.', 1, 404),
  CD_REPORT_FAULTS: fault('The report has {count} fault(s): {list}', 'Correct the boxes named; nothing was written.'),
  CD_REPORT_NONE: fault('There is no report of {assignment} to confirm', 'It has to come first; see `plan status`.', 1, 404),
  CD_PLANNED_PAST: fault(
    '{date} is past: it is {today}',
    'Give a day that is still to come; for a session already held, report it.',
  ),
  CD_PLANNED_BEYOND_PLAN: fault('{date} is beyond the plan’s end, {end}', 'Give a day within the plan, or ask for an extension.'),
  CD_REASON_MISSING: fault('{what} needs a reason', 'Say in a few words why.'),
  CD_PERIOD_UNKNOWN: fault('The plan {plan} reports on no period "{period}"', 'Name one of {known}.'),
  CD_REPORTS_NONE: fault(
    'The plan {plan} asks for no periodic report',
    'A plan is reported on when its file states `reports` (every: month, quarter, half or year).',
  ),
  CD_REPORT_NOT_DUE: fault(
    'The report on {period} is not up for approval before {due}',
    'Look at its draft with `report draft`; send it from that day on.',
  ),
  CD_REPORT_SENT: fault(
    'The report on {period} was sent already: {signed}',
    'Nothing to do; its figures stand in the audit trail.',
    1,
    409,
  ),
  CD_REPORT_UNSIGNED: fault(
    '"{text}" is no number and date of a report',
    'Write them as the office does: --signed "Số 12-BC/BTG, ngày 07/7/2023".',
  ),
  CD_NOT_A_DATE: fault('"{text}" is no date', 'Write it as YYYY-MM-DD.'),
  CD_STAGE_NOT_TENTATIVE: fault(
    '{stage} is {status}; there is nothing to confirm',
    'Dates of a stage that is certain are changed by `plan amend`.',
    1,
    409,
  ),
  CD_STAGE_DATES: fault('{stage} would open on {opens}, after its due date {due}', 'Give a due date as well (--due).'),
  CD_TOPIC_UNKNOWN: fault('There is no topic {topic}', 'See `plan status` for the topics there are.', 1, 404),
  CD_CONTACT_UNKNOWN: fault('There is no contact {contact}', 'Use the id of a body in the roster, or its contact’s.', 1, 404),
  CD_CONTACT_INVALID: fault(
    'The contact is not usable: {why}',
    'Give an address such as name@example.org, or choose --channel via-unit or hand.',
  ),
  CD_QUOTA: fault(
    '{messages} e-mails on {day} cannot arrive in time at {rate} a second',
    'Widen the window, spread the dates, or raise the transport’s rate.',
  ),
  CD_AMENDMENT_OTHER_PLAN: fault(
    'The file is of plan {found}, not {expected}',
    'Give the file of the plan to be amended; if it is meant for this one all the same, name its number and date by --basis.',
  ),
  CD_AMENDMENT_FIXED: fault(
    'An amendment cannot change the {field} of the plan {plan}',
    'Every date stored rests on it: cancel the plan and start another.',
  ),
  CD_AMENDMENT_NONE: fault(
    '{file} changes nothing in the plan {plan}',
    'Give the document that changes dates, or the amended plan.yaml; every date it holds is listed above.',
  ),
  CD_AMENDMENT_ANSWER: fault(
    'The answer "{answer}" cannot be taken: {why}',
    'Write --set topic/stage="đến hết ngày 15/7/2023" (or 2023-07-15, or "giữ nguyên"), or --ignore NUMBER.',
  ),
  CD_AMENDMENT_QUESTIONS: fault(
    '{count} question(s) of {file} are open; nothing was written',
    'Answer each with --set topic/stage=DATE or --ignore NUMBER, or put the change into plan.yaml.',
  ),
  CD_DRAFT_EMPTY: fault('{file} holds no text', 'Give the document itself: docx, PDF with text, txt or md.'),
  CD_DRAFT_FORMAT: fault(
    '{file} is neither txt, md, docx nor PDF: {what}',
    'Save it as .docx or as PDF with text and run the command again.',
  ),
  CD_DRAFT_SCANNED: fault(
    '{file} is a scan: {pages} page(s) of pictures without text',
    'Give the file it was printed from, or recognise its text first and check it against the paper.',
  ),
  CD_DRAFT_PASSWORD: fault('{file} is locked by a password', 'Save a copy without one.'),
  CD_DRAFT_CORRUPT: fault('{file} is damaged: {why}', 'Open it in a word processor, save it anew and run the command again.'),
  CD_DRAFT_HOSTILE: fault(
    '{file} holds what no document needs: {what}',
    'Ask where it came from; copy its text into a new file if it is trusted.',
  ),
  CD_DRAFT_TOO_LONG: fault('{file} is too long for a plan: {what}', 'Give the plan alone, without its annexes.'),
  CD_DRAFT_LEGACY_FONT: fault(
    '{file} is written in an old font encoding ({encoding}), line {line}: “{sample}”',
    'Convert it to Unicode (Unikey: Ctrl-Shift-F6) and run the command again.',
  ),
  CD_DRAFT_NOT_PLAN: fault(
    'No plan was found in {file}: {why}',
    'Give the issued plan, with its topics; a letter or report is none.',
  ),
  CD_DRAFT_YEAR: fault('{file}: which year it plans for has to be said: {years}', 'Give it with --year; nothing was written.'),
  CD_DRAFT_OUT_UNWRITABLE: fault('{file} cannot be written: {reason}', 'Check the folder and the right to write there.'),
  CD_REVIEW_UNANSWERED: fault(
    '{file}: {count} question(s) are not answered, and there is no terminal to ask on',
    'Run `plan review` in a terminal, or give the answers with --answers FILE (YAML: `topics/2/session/due: { answer: 30/9, basis: … }`); no plan was written.',
  ),
  CD_REVIEW_OTHER: fault(
    '{file} keeps the review of {what}',
    'Give another name with --out, or remove that file to begin anew.',
    1,
    409,
  ),
  CD_REVIEW_ELSEWHERE: fault(
    '{file} was changed by another sitting meanwhile; the last answer here was not kept',
    'Close the other one, then run the same command again: it goes on from the answers in that file.',
    1,
    409,
  ),
  CD_REVIEW_STATE: fault(
    '{file} is no review that can be taken up: {why}',
    'Remove it to begin anew, or give another name with --out.',
  ),
  CD_DRAFT_OUT_EXISTS: fault('{file} exists already', 'Give another name with --out, or --force to write over it.', 1, 409),
  CD_USAGE: fault('{what}', 'See --help.', 2, 400),
  CD_LINK_ENDED: fault('This address is no longer valid', 'Ask for a fresh one on this page.', 1, 410),
  CD_FORBIDDEN: fault('Not allowed: {what}', 'Open the letter’s link again.', 1, 403),
  CD_POSTGRES_AWAY: fault(
    'PostgreSQL cannot be reached at {address}: {reason}',
    'Start it, or unset DATABASE_URL to use the embedded one; `doctor` checks.',
    3,
    503,
  ),
  CD_MIGRATION: fault(
    'The schema {schema} was made by another version: migration {name} differs',
    'Run the version that made it, or begin anew with `npm start -- --fresh` (this drops all data).',
    3,
    503,
  ),
  CD_CONFIG: fault(
    'Settings at fault: {faults}',
    'Correct them in the environment or in .env; `.env.example` describes each.',
    2,
    500,
  ),
  CD_ALREADY_RUNNING: fault(
    'It already runs here as process {pid}{where}',
    'Use that one, stop it with Ctrl-C, or give another DATA_DIR.',
    1,
    409,
  ),
  CD_PORT_TAKEN: fault(
    'The pages cannot listen on port {port} of {host}: {reason}',
    'Give another with `--port` or WEB_PORT, or stop the program that has it.',
    1,
    409,
  ),
  CD_TEMPORAL_AWAY: fault(
    'Temporal cannot be reached at {address}: {reason}',
    'Start it, or unset TEMPORAL_ADDRESS to use the embedded one; `doctor` checks.',
    3,
    503,
  ),
  CD_TEMPORAL_MISSING: fault(
    'No Temporal server can be started here: {reason}',
    'Install the Temporal CLI or Go, or set TEMPORAL_ADDRESS.',
    3,
    503,
  ),
  CD_SMTP_AWAY: fault(
    'The mail server {address} cannot be reached: {reason}',
    'Check SMTP_URL; messages wait and lose nothing.',
    3,
    503,
  ),
  CD_SEARCH_ATTRIBUTES: fault(
    'Temporal lacks the search attributes {names}',
    'Register them: `chuyende doctor --fix`, or ask the cluster’s administrator.',
    3,
    503,
  ),
} satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof ERRORS;

/** One fault at its place. `line` and `column` count from 1. */
export interface Fault {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** What the facts hold against a stage, written topic/kind; where it is written, only the reader of a file knows. */
export interface StageFault {
  stage: string;
  message: string;
}

/** A line of output: where, then what. */
export function faultLine(fault: Fault | StageFault): string {
  const where = 'stage' in fault ? fault.stage : `${fault.file}:${fault.line}:${fault.column}`;
  return `${where}: ${fault.message}`;
}

/** An error of the catalogue, with its values filled in. */
export class CodedError extends Error {
  override readonly name = 'CodedError';

  constructor(
    readonly code: ErrorCode,
    readonly values: Record<string, string | number> = {},
    readonly faults: (Fault | StageFault)[] = [],
  ) {
    super(fill(ERRORS[code].message, values));
  }

  get wayOut(): string {
    return fill(ERRORS[this.code].wayOut, this.values);
  }

  get exit(): ExitCode {
    return ERRORS[this.code].exit;
  }

  get http(): number {
    return ERRORS[this.code].http;
  }
}

function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
