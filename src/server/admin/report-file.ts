import writeXlsxFile, { type Cell as SheetCell } from 'write-excel-file/node';
import { dayAt, formatDay } from '../../domain/calendar/shanghai-day.ts';
import { addMs, HOUR_MS } from '../../lib/clock.ts';
import type { Cell, ReportTable } from './report-tables.ts';
import { COLUMN_KINDS, type ColumnName, type ReportTexts } from './report-texts.ts';

/** Excel takes a text file for UTF-8 only when it begins so. */
const BYTE_ORDER_MARK = '\uFEFF';
/** What a spreadsheet would compute instead of showing (OWASP, CSV injection). */
const FORMULA_START = /^[=+\-@\t\r]/;
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;
/** In characters. */
const WIDTHS = { text: 26, time: 20, count: 10, percent: 12, hours: 14 } as const;

/** The tables one below the other as CSV: each with its name, its columns and an empty line after it. */
export function toCsv(tables: readonly ReportTable[], texts: ReportTexts): string {
  const parts = tables.map(({ name, columns, rows }) => [
    csvLine([texts.tables[name]]),
    csvLine(columns.map((column) => texts.columns[column])),
    ...rows.map((row) => csvLine(row.map((cell, index) => csvText(cell, columns[index])))),
  ]);
  return BYTE_ORDER_MARK + parts.map((lines) => lines.join('')).join('\r\n');
}

function csvLine(texts: readonly string[]): string {
  return `${texts.map(quote).join(',')}\r\n`;
}

/** A text that begins like a formula is shown as the text that it is. */
function quote(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvText(cell: Cell, column: ColumnName | undefined): string {
  if (cell === null) return '';
  if (cell instanceof Date) return timeText(cell);
  if (typeof cell === 'string') return cell;
  const kind = column === undefined ? 'text' : COLUMN_KINDS[column];
  if (kind === 'percent') return `${(cell * 100).toFixed(1)}%`;
  if (kind === 'hours') return (cell / HOUR_MS).toFixed(2);
  return String(cell);
}

/** `2026-06-20 10:00:00` in Shanghai. */
function timeText(at: Date): string {
  const day = formatDay(dayAt(at.getTime()));
  return `${day} ${addMs(at, SHANGHAI_OFFSET_MS).toISOString().slice(11, 19)}`;
}

/** The tables as a workbook, a sheet each. A text is a text there and never a formula. */
export function toXlsx(tables: readonly ReportTable[], texts: ReportTexts): Promise<Buffer> {
  const sheets = tables.map(({ name, columns, rows }) => ({
    sheet: texts.tables[name],
    columns: columns.map((column) => ({ width: WIDTHS[COLUMN_KINDS[column]] })),
    stickyRowsCount: 1,
    data: [
      columns.map((column) => ({
        value: texts.columns[column],
        type: String,
        fontWeight: 'bold' as const,
      })),
      ...rows.map((row) => row.map((cell, index) => toSheetCell(cell, columns[index]))),
    ],
  }));
  return writeXlsxFile(sheets).toBuffer();
}

function toSheetCell(cell: Cell, column: ColumnName | undefined): SheetCell {
  if (cell === null) return null;
  if (cell instanceof Date) return { value: timeText(cell), type: String };
  if (typeof cell === 'string') return { value: cell, type: String };
  const kind = column === undefined ? 'text' : COLUMN_KINDS[column];
  if (kind === 'percent') return { value: cell, type: Number, format: '0.0%' };
  if (kind === 'hours') return { value: cell / HOUR_MS, type: Number, format: '0.00' };
  return { value: cell, type: Number };
}
