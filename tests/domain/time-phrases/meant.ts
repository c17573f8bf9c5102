/** What a written window means. @module */
export interface Meant {
  start: string | null;
  end: string | null;
  kind: string;
  tentative: boolean;
}

export const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
