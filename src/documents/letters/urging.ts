/**
 * What a *công văn đôn đốc* says: the board asks units for reports that did not come in. Facts here, sentences in
 * `urging-text`, the sheet of paper in `urging-docx`.
 *
 * @module
 */
import type { LocalDate } from '../../domain/dates';
import type { StageKind } from '../../domain/plan';

/** One duty of which nothing came in. */
export interface UrgedDuty {
  unit: {
    id: string;
    /** "Đảng bộ Bệnh viện Đa khoa A" */
    name: string;
    /** As one writes to it: "Đảng ủy Bệnh viện Đa khoa A". */
    addressed: string;
    /** A committee over cells, a cell that is its own unit, or neither (a mass organisation). */
    reader: 'committee' | 'cell' | 'other';
  };
  /** The body's name where it is another than the unit. */
  below: string | null;
  isCell: boolean;
  /** "Chuyên đề 2/2023" */
  topic: string;
  stage: StageKind;
  due: LocalDate;
  /** Its due date was moved. */
  moved: boolean;
  plannedDate: LocalDate | null;
  /** `bounced`: no address of it takes letters. */
  contact: 'known' | 'none' | 'bounced';
}

/** How many reports of a stage came in, of those asked for; waived duties are not counted. */
export interface StageCount {
  topic: string;
  stage: StageKind;
  owners: 'cell' | 'unit' | 'mixed';
  reported: number;
  duties: number;
}

export interface UrgingLetter {
  /** Names as the roster has them. */
  roles: { issuer: string; board: string; boardParent: string | null };
  plan: { number: string | null; date: LocalDate | null };
  /** Where it is issued; null: left to the office. */
  place: string | null;
  asOf: LocalDate;
  /** Reports are asked for before this day. */
  by: LocalDate;
  /** Only units that were named: figures are theirs. */
  chosenUnits: boolean;
  counts: StageCount[];
  /** At least one; in the order of the appendix. */
  duties: UrgedDuty[];
}
