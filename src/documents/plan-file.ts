/**
 * Reads plan.yaml (DESIGN §12) into a {@link PlanDocument}, or says every fault of it at once.
 *
 * @module
 * @example
 * const plan = valueOf(file, readPlanFile(await readFile(file), file, { calendar }));
 */
import type { WorkingCalendar } from '../domain/calendar';
import { STAGE_KINDS, type PlanDocument, type StageKind, type TopicSpec } from '../domain/plan';
import { Findings, type FaultKind, type Reading, type WarningKind } from './findings';
import { PLAN_KEYS, PROSE_KEYS, planSchema, reportsSchema, stageSchema, topicSchema } from './plan-schema';
import { placedPlan, type PlacedPlan } from './plan-places';
import { addPlanWarnings } from './plan-warnings';
import { resolveStages, type PlacedStage } from './plan-stages';
import { isGroup, parsePart, type Part } from './schema-faults';
import { PLAN_LIMIT } from './source-text';
import { readYaml, type Path } from './yaml-source';

const MAX_TOPICS = 60;

/** A plan that was read, and where its parts stand (for checks against a roster). */
export interface PlanRead {
  document: PlanDocument;
  places: PlacedPlan;
}

/**
 * Reads the bytes of a plan file.
 * @param calendar resolves `+N working days after <stage>` and knows the days off that are warned of
 */
export function readPlanFile(bytes: Uint8Array, file: string, calendar: WorkingCalendar): Reading<PlanRead> {
  const faults = new Findings<FaultKind>(file);
  const warnings = new Findings<WarningKind>(file);
  const refused = (): Reading<PlanRead> => ({ ok: false, faults: faults.sorted(), warnings: warnings.sorted() });

  const source = readYaml(bytes, PLAN_LIMIT, faults, PROSE_KEYS, PLAN_KEYS);
  if (!source) return refused();
  const root: Part = { source, path: [], value: source.data, faults };
  if (!isGroup(source.data)) {
    faults.add('wrong-type', source.valueAt([]), 'tệp kế hoạch phải gồm hai mục “plan” và “topics”');
    return refused();
  }
  for (const key of Object.keys(source.data))
    if (key !== 'plan' && key !== 'topics')
      faults.add('unknown-key', source.keyAt([key]), `không có mục “${key}”; đề nghị kiểm tra chính tả`);

  const plan = readHeader(at(root, 'plan'));
  const reports = readReports(at(root, 'plan', 'reports'));
  const topics = readTopics(at(root, 'topics'), plan?.year ?? null, calendar);
  if (!plan || faults.list.length > 0) return refused();

  const document: PlanDocument = {
    id: plan.id,
    year: plan.year,
    number: plan.number,
    date: plan.date,
    title: plan.title,
    zone: plan.zone,
    roles: plan.roles,
    reports,
    topics,
  };
  const places = placedPlan(source);
  addPlanWarnings(document, calendar, places, warnings);
  return { ok: true, value: { document, places }, warnings: warnings.sorted() };
}

/** The part under `key`, or under several. */
function at(part: Part, ...keys: (string | number)[]): Part {
  let value = part.value;
  for (const key of keys)
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  const path: Path = [...part.path, ...keys];
  return { ...part, path, value };
}

function readHeader(part: Part) {
  if (part.value !== undefined) return parsePart(planSchema, part);
  part.faults.add('missing-key', { line: 1, column: 1 }, 'thiếu mục “plan”');
  return null;
}

function readReports(part: Part): PlanDocument['reports'] {
  if (part.value === undefined || part.value === null) return null;
  checkSource(part);
  const form = parsePart(reportsSchema, part);
  return form && { ...form, said: form.said ?? '' };
}

function readTopics(part: Part, year: number | null, calendar: WorkingCalendar): TopicSpec[] {
  const { source, faults } = part;
  if (part.value === undefined) faults.add('missing-key', { line: 1, column: 1 }, 'thiếu mục “topics”');
  else if (!Array.isArray(part.value))
    faults.add('wrong-type', source.valueAt(part.path), '“topics” phải là danh sách chuyên đề');
  else if (part.value.length === 0)
    faults.add('wrong-value', source.valueAt(part.path), '“topics” để trống; kế hoạch phải có ít nhất một chuyên đề');
  else if (part.value.length > MAX_TOPICS)
    faults.add('wrong-value', source.valueAt(part.path), `có ${part.value.length} chuyên đề, nhiều nhất ${MAX_TOPICS}`);
  else {
    const seen = new Set<string>();
    return part.value.flatMap((_, index) => readTopic(at(part, index), index, year, calendar, seen) ?? []);
  }
  return [];
}

function readTopic(
  part: Part,
  index: number,
  year: number | null,
  calendar: WorkingCalendar,
  seen: Set<string>,
): TopicSpec | null {
  const { source, faults, path } = part;
  const form = parsePart(topicSchema, part);
  const stages = readStages(at(part, 'stages'));
  const resolved = resolveStages(stages, year, calendar, faults);
  const { value: id } = at(part, 'id');
  if (typeof id === 'string') {
    if (seen.has(id))
      faults.add('duplicate-id', source.valueAt([...path, 'id']), `mã chuyên đề “${id}” đã dùng ở trên; mỗi chuyên đề một mã`);
    seen.add(id);
  }
  if (!form) return null;
  return {
    id: form.id,
    ordinal: index + 1,
    short: form.short ?? `Chuyên đề ${index + 1}/${year ?? ''}`,
    title: form.title,
    choice: form.choice,
    ...(form.governedBy && { governedBy: form.governedBy }),
    materials: form.materials,
    stages: resolved,
  };
}

/** The stages that could be read, in the fixed order whatever the order of the file. */
function readStages(part: Part): PlacedStage[] {
  const { source, faults, path, value } = part;
  if (value === undefined) faults.add('missing-key', source.keyAt(path), 'thiếu mục “stages” (các bước của chuyên đề)');
  else if (!isGroup(value)) faults.add('wrong-type', source.valueAt(path), '“stages” phải là nhóm các bước');
  else {
    for (const key of Object.keys(value)) {
      if (!STAGE_KINDS.some((kind) => kind === key))
        faults.add('unknown-stage', source.keyAt([...path, key]), `bước “${key}” không có; chỉ dùng: ${STAGE_KINDS.join(', ')}`);
    }
    const present = STAGE_KINDS.filter((kind) => Object.hasOwn(value, kind));
    if (present.length === 0) faults.add('no-stage', source.keyAt(path), 'chuyên đề không có bước nào');
    return present.map((kind) => readStage(at(part, kind), kind));
  }
  return [];
}

function readStage(part: Part, kind: StageKind): PlacedStage {
  const { source, faults, path } = part;
  const form = parsePart(stageSchema, part);
  checkSource(part);
  if (isGroup(part.value) && !Object.hasOwn(part.value, 'due')) {
    faults.add(
      'no-due',
      source.keyAt(path),
      `bước “${kind}” chưa có thời hạn (“due”); văn bản không nêu thì ghi ngày đã thống nhất, “decided” và “basis”`,
    );
  }
  return { kind, form, source, path };
}

/** Each date has its own sentence, or was decided and says on what basis. Looks at what is written, faulty or not. */
function checkSource({ source, faults, path, value }: Part): void {
  if (!isGroup(value)) return;
  const has = (key: string) => Object.hasOwn(value, key);
  if (has('decided') && !has('basis'))
    faults.add(
      'decided-without-basis',
      source.keyAt([...path, 'decided']),
      'có “decided” nhưng thiếu căn cứ; ghi “basis”: số, ngày văn bản hoặc ý kiến của ai, ngày nào',
    );
  if (!has('said') && !has('decided'))
    faults.add(
      'said-missing',
      source.keyAt(path),
      'thiếu “said” (nguyên văn trong văn bản); nếu văn bản không nêu thì ghi “decided” và “basis”',
    );
}
