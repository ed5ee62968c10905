import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type {
  ComplaintAct,
  ComplaintActName,
  ComplaintActor,
  NoticeInput,
} from '../../domain/complaint/acts.ts';
import type { ActResult } from '../../domain/complaint/desk.ts';
import { AppError } from '../../lib/errors.ts';
import { complaint, complaintParams } from '../contract/complaint.ts';
import type { ACT_INPUTS } from '../contract/complaint-acts.ts';
import { PROBLEMS } from './answers.ts';
import { complaintActorOf, toActRefusal } from './complaint-actor.ts';
import { toComplaint } from './complaint-answers.ts';
import type { AdminDeps } from './ports.ts';

export type ActRouteDeps = Pick<AdminDeps, 'complaints' | 'complaintDesk' | 'clock'>;

/** One act as a route. */
export interface ActRoute<T extends z.ZodType> {
  /** The last part of the address. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly body: T;
  readonly toAct: (
    body: z.output<T>,
    asked: { readonly findHandler: () => Promise<string> },
  ) => ComplaintAct | Promise<ComplaintAct>;
}

/** The route of an act: parse, have it done, answer with the complaint afterwards. */
export function actRoute<T extends z.ZodType>(
  route: ActRoute<T>,
): (deps: ActRouteDeps) => FastifyPluginAsync {
  const schema = {
    tags: ['complaints'],
    operationId: route.operationId,
    summary: route.summary,
    params: complaintParams,
    body: route.body,
    response: { 200: complaint, ...PROBLEMS },
  };
  // Only its type: the route has checked and read the body by then, and a time that was read is no text any more.
  const checked = z.custom<z.output<T>>();
  return (deps) => async (app) => {
    app.post<{ Params: z.output<typeof complaintParams> }>(
      `/complaints/:no/${route.path}`,
      { schema },
      async (request) => {
        const { no } = request.params;
        const by = complaintActorOf(request);
        const findHandler = () => findHandlerOf(deps, no, by);
        const act = await route.toAct(checked.parse(request.body), { findHandler });
        const given = { by, occurredAt: occurredAtOf(request) };
        const result = await deps.complaintDesk.act(no, act, given);
        refuse(result, { name: act.name, by, now: deps.clock.now() });
        const found = await deps.complaints.find(no, by);
        if (found === undefined) throw noComplaint();
        return toComplaint(found);
      },
    );
  };
}

const happenedSchema = z.object({ occurredAt: z.date().optional() });

/** Written down afterwards, when the act has a time of its own; the body is checked by then. */
function occurredAtOf(request: FastifyRequest): Date | undefined {
  return happenedSchema.safeParse(request.body).data?.occurredAt;
}

/** A plan or decision as it was written, its money as the domain counts it. */
export function toNotice(body: z.output<(typeof ACT_INPUTS)['propose']>): NoticeInput {
  const { findings, decision, basis, channel, proof, compensationFen } = body;
  return {
    findings,
    decision,
    basis,
    channel,
    proof,
    compensationFen: compensationFen === undefined ? undefined : BigInt(compensationFen),
  };
}

async function findHandlerOf(
  deps: ActRouteDeps,
  complaintNo: string,
  by: ComplaintActor,
): Promise<string> {
  const found = await deps.complaintDesk.findHandler(complaintNo);
  if (found !== undefined) return found;
  if ((await deps.complaints.find(complaintNo, by)) === undefined) throw noComplaint();
  throw new AppError(
    'agent_unavailable',
    'nobody who handles complaints may have it: name a handlerId of GET candidates',
  );
}

function refuse(
  result: ActResult,
  given: { readonly name: ComplaintActName; readonly by: ComplaintActor; readonly now: Date },
): void {
  switch (result.kind) {
    case 'done':
      return;
    case 'refused':
      throw toActRefusal(result, given);
    case 'not_found':
      throw noComplaint();
    case 'unknown':
      throw toUnknown(result.field);
  }
}

function toUnknown(field: Extract<ActResult, { readonly kind: 'unknown' }>['field']): AppError {
  if (field === 'channel') {
    return new AppError(
      'unprocessable',
      'nobody chats about this complaint: name another channel, and the proof that goes with it',
      { details: [{ path: 'body.channel', problem: 'no conversation' }] },
    );
  }
  return new AppError('not_found', `the ${field} is not known, or may not be named here`, {
    details: [{ path: `body.${field}`, problem: 'unknown' }],
  });
}

/** Nobody filed one of that number. */
export function noComplaint(): AppError {
  return new AppError('not_found', 'there is no such complaint');
}
