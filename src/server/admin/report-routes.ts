import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { dayAt, formatDay, parseDay } from '../../domain/calendar/shanghai-day.ts';
import { REPORT_NAMES, type ReportName } from '../../domain/complaint/report.ts';
import type { Clock } from '../../lib/clock.ts';
import { AppError } from '../../lib/errors.ts';
import { report, reportParams, reportQuery } from '../contract/report.ts';
import { PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';
import { toReport } from './report-answers.ts';
import { toCsv, toXlsx } from './report-file.ts';
import { tablesOf } from './report-tables.ts';

/** When nobody says from when: so many days up to the last one, that one counted. */
const DAYS_DEFAULT = 30;
/** Three years: what a comparison over years needs. */
const DAYS_MAX = 1100;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CSV = 'text/csv';

const GET_REPORT = {
  tags: ['reports'],
  operationId: 'getReport',
  summary: 'Figures of the complaints received in these days, each with what it was made of',
  params: reportParams,
  querystring: reportQuery,
  response: {
    200: {
      description: 'The report',
      content: {
        'application/json': { schema: report },
        [CSV]: { schema: z.string() },
        [XLSX]: { schema: z.unknown() },
      },
    },
    ...PROBLEMS,
  },
};

/** Reports, to look at and to hand in. They name complaints and no customer; each is audited. */
export function reportRoutes(
  deps: Pick<AdminDeps, 'reports' | 'reportTexts' | 'audit' | 'clock'>,
): FastifyPluginAsyncZod {
  const { reportTexts: texts } = deps;
  return async (app) => {
    app.get('/reports/:name', { schema: GET_REPORT }, async (request, reply) => {
      const name = toName(request.params.name);
      const days = toDays(request.query, deps.clock);
      const { format } = request.query;
      const made = await deps.reports.read(name, days);
      const action = format === 'json' ? 'analysis.read' : 'analysis.exported';
      const subject = { subjectKind: 'report', subjectId: name, data: { ...days, format } };
      await deps.audit.record([{ actor: actorOf(request), action, ...subject }]);
      if (format === 'json') return toReport(made);
      const file = `${texts.reports[name]}_${days.from}_${days.to}.${format}`;
      reply.header(
        'content-disposition',
        `attachment; filename="${name}.${format}"; filename*=UTF-8''${encodeURIComponent(file)}`,
      );
      const tables = tablesOf(made, texts);
      if (format === 'csv') return reply.type(`${CSV}; charset=utf-8`).send(toCsv(tables, texts));
      return reply.type(XLSX).send(await toXlsx(tables, texts));
    });
  };
}

function toName(name: string): ReportName {
  const known = REPORT_NAMES.find((one) => one === name);
  if (known !== undefined) return known;
  throw new AppError('not_found', `there is no such report; there are: ${REPORT_NAMES.join(', ')}`);
}

/** The days that were asked for. Throws bad_request for days in the wrong order and for too many. */
function toDays(
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
  clock: Clock,
): { readonly from: string; readonly to: string } {
  const to = dayOf(query.to, 'to') ?? dayAt(clock.now().getTime());
  const from = dayOf(query.from, 'from') ?? to - (DAYS_DEFAULT - 1);
  if (from > to) throw wrongDay('from', 'use a day that is not after the last one');
  if (to - from >= DAYS_MAX) throw wrongDay('from', `use at most ${DAYS_MAX} days`);
  return { from: formatDay(from), to: formatDay(to) };
}

function dayOf(date: string | undefined, path: 'from' | 'to'): number | undefined {
  if (date === undefined) return undefined;
  const day = parseDay(date);
  if (day === undefined) throw wrongDay(path, 'use a day such as 2026-06-10');
  return day;
}

function wrongDay(path: 'from' | 'to', problem: string): AppError {
  return new AppError('bad_request', 'some fields are not valid', {
    details: [{ path: `query.${path}`, problem }],
  });
}
