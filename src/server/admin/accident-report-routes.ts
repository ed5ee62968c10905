import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { ReportDetail, ReportListItem } from '../../domain/accident/desk-view.ts';
import { AppError } from '../../lib/errors.ts';
import {
  accidentReport,
  accidentReportParams,
  accidentReportQuery,
  accidentReportSummary,
} from '../contract/accident-report.ts';
import { pageOf } from '../contract/common.ts';
import { iso, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['accident reports'];

const LIST_REPORTS = {
  tags: TAGS,
  operationId: 'listAccidentReports',
  summary: 'Accident reports, newest first, masked',
  querystring: accidentReportQuery,
  response: { 200: pageOf(accidentReportSummary), ...PROBLEMS },
};

const GET_REPORT = {
  tags: TAGS,
  operationId: 'getAccidentReport',
  summary: 'An accident report with all that was told, masked',
  params: accidentReportParams,
  response: { 200: accidentReport, ...PROBLEMS },
};

/** Accident reports, to list and to read. Masked; reading is audited. */
export function accidentReportRoutes(
  deps: Pick<AdminDeps, 'accidentReports' | 'audit'>,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/accident-reports', { schema: LIST_REPORTS }, async (request) => {
      const page = await deps.accidentReports.list(request.query);
      const subject = { subjectKind: 'accident_report', subjectId: '*' };
      const data = { found: page.items.length };
      const actor = actorOf(request);
      await deps.audit.record([{ actor, action: 'reports.listed', ...subject, data }]);
      return toList(page, toSummary);
    });
    app.get('/accident-reports/:reportNo', { schema: GET_REPORT }, async (request) => {
      const { reportNo } = request.params;
      const found = await deps.accidentReports.find(reportNo);
      if (found === undefined) throw new AppError('not_found', 'there is no such report');
      const subject = { subjectKind: 'accident_report', subjectId: reportNo };
      await deps.audit.record([{ actor: actorOf(request), action: 'report.read', ...subject }]);
      return toDetail(found);
    });
  };
}

function toSummary(view: ReportListItem): z.infer<typeof accidentReportSummary> {
  return {
    ...view,
    flags: [...view.flags],
    reportedAt: iso(view.reportedAt),
    accidentAt: iso(view.accidentAt),
  };
}

function toDetail(view: ReportDetail): z.infer<typeof accidentReport> {
  return {
    ...view,
    ...toSummary(view),
    otherPlates: [...view.otherPlates],
    policeReasons: [...view.policeReasons],
    photoIds: [...view.photoIds],
    documents: [...view.documents],
  };
}
