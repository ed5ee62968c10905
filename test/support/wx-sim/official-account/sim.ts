import type { OfficialAccountSim } from '../types.ts';
import type { OfficialAccount } from './account.ts';
import { makeOfficialAccountCustomer } from './people.ts';
import { waitingIn } from './service-routes.ts';
import { makeOfficialAccountServicer } from './sessions.ts';

/** What tests do with one Official Account. */
export function makeOfficialAccountSim(account: OfficialAccount): OfficialAccountSim {
  return {
    customer: (openId, facts = {}) => {
      const follower = account.follower(openId);
      if (facts.unionId !== undefined) follower.unionId = facts.unionId;
      return makeOfficialAccountCustomer(account, follower);
    },
    servicer: (kfAccount) => makeOfficialAccountServicer(account, kfAccount),
    waiting: () => waitingIn(account),
    menu: () => account.menu,
    sign: (xml) => account.sign(xml),
    push: (xml) => account.pushXml(xml),
  };
}
