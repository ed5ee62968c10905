import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { decideCheckIn } from '../../src/domain/owner-event/check-in.ts';
import type { TicketView } from '../../src/domain/owner-event/view.ts';
import type { ReferralReward } from '../../src/domain/referral/referral.ts';
import { copy } from '../../src/flows/copy/zh-cn.ts';
import { AppError, type ErrorCode } from '../../src/lib/errors.ts';
import { referralFormRoutes } from '../../src/server/forms/referral-form-routes.ts';
import { surveyFormRoutes } from '../../src/server/forms/survey-form-routes.ts';
import { ticketFormRoutes } from '../../src/server/forms/ticket-routes.ts';
import { pageRoutes } from '../../src/server/page/page-routes.ts';
import { sendProblem } from '../../src/server/problem.ts';
import { type ChatPage, openChatPage } from './chat-page.ts';
import { makeManualClock } from './manual-clock.ts';
import { LINK_SECRET, MemorySurveys } from './memory-surveys.ts';

const BRAND = { name: '安途车险（演示）', color: '#1456d9', hotline: '400-000-0000' };
export const DOOR_CODE = '482913';
export const REFERRAL_CODE = 'rk3v9q2mtx7w';

interface Friend {
  readonly name: string;
  readonly phone: string;
  readonly city?: string | undefined;
}

/** The pages behind links with the server's own routes, on memory; and switches for what goes wrong. */
export class FakeForms {
  readonly clock = makeManualClock();
  readonly surveys = new MemorySurveys(this.clock);
  readonly tickets = new Map<string, TicketView>();
  readonly friends: Friend[] = [];
  reward: ReferralReward = 'NONE';
  /** `lost` breaks every connection to the API; others are what it answers. */
  trouble: 'lost' | ErrorCode | undefined;
  /** Requests to the API so far: method and path. */
  readonly asked: string[] = [];
  readonly #folder: string;
  #app: FastifyInstance | undefined;
  #port = 0;

  constructor(pagesFolder: string) {
    this.#folder = pagesFolder;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Opens a tab at a path. */
  async open(
    browser: Pick<Browser, 'newPage'>,
    path: string,
    options?: BrowserContextOptions,
  ): Promise<ChatPage> {
    const opened = await openChatPage(browser, this, options);
    await opened.page.goto(`${this.origin}${path}`);
    return opened;
  }

  async start(): Promise<void> {
    const app = fastify({ forceCloseConnections: true });
    this.#app = app;
    app.setErrorHandler(sendProblem);
    app.addHook('onRequest', async (request) => {
      if (!request.url.startsWith('/api/')) return;
      this.asked.push(`${request.method} ${request.url}`);
      if (this.trouble === undefined) return;
      if (this.trouble === 'lost') request.raw.socket.destroy();
      // Of a broken connection nobody hears this; what was asked is not done.
      throw new AppError(this.trouble === 'lost' ? 'unavailable' : this.trouble, 'trouble');
    });
    const { clock } = this;
    await app.register(pageRoutes({ folder: this.#folder, brand: BRAND, allowedOrigins: '*' }));
    await app.register(
      surveyFormRoutes({
        form: this.surveys,
        clock,
        linkSecret: LINK_SECRET,
        brand: BRAND,
        ends: copy.survey.ends,
      }),
    );
    const publicUrl = 'https://care.example';
    await app.register(ticketFormRoutes({ tickets: this.#ticketPort(), publicUrl, clock }));
    const referralForms = this.#referralPort();
    await app.register(referralFormRoutes({ referralForms, brand: BRAND, clock }));
    await app.listen({ host: '127.0.0.1', port: this.#port });
    const address = app.server.address();
    if (isAddress(address)) this.#port = address.port;
  }

  async stop(): Promise<void> {
    await this.#app?.close();
  }

  #ticketPort(): Parameters<typeof ticketFormRoutes>[0]['tickets'] {
    return {
      find: async (ticket) => this.tickets.get(ticket),
      checkIn: async (ticket, code) => {
        const view = this.tickets.get(ticket);
        if (view === undefined) return { kind: 'not_found' };
        if (code !== DOOR_CODE) return { kind: 'wrong_code' };
        const checkedInAt = this.clock.now();
        const decided = decideCheckIn(view.event, view.status, checkedInAt);
        if (decided.kind === 'checked_in') {
          this.tickets.set(ticket, { ...view, status: 'checked_in', checkedInAt });
        }
        return decided;
      },
    };
  }

  #referralPort(): Parameters<typeof referralFormRoutes>[0]['referralForms'] {
    return {
      find: async (code) =>
        code === REFERRAL_CODE ? { invitedBy: '陈*', reward: this.reward } : undefined,
      take: async (_code, { name, phone, city }) => {
        if (this.friends.some((one) => one.phone === phone)) return { kind: 'already' };
        this.friends.push({ name, phone, city });
        return { kind: 'taken', withdrawToken: `way-back-${phone}` };
      },
      withdraw: async (token) => {
        const at = this.friends.findIndex(({ phone }) => token === `way-back-${phone}`);
        if (at < 0) return 'already';
        this.friends.splice(at, 1);
        return 'withdrawn';
      },
    };
  }
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
