import { PEOPLE } from './copy.js';

/** Who serves at the account, and whether they do now. */
export function peopleOf(state, account) {
  if (account === 'kf') {
    const [of] = state.kfAccounts;
    const list = of.openKfids[0].servicers.map(({ userId, status }) => ({
      ...{ id: userId, isServing: status === 'serving' },
    }));
    return { account: of.account, list };
  }
  const [of] = state.officialAccounts;
  const list = of.servicers.map(({ kfAccount, isOnline }) => ({
    id: kfAccount,
    isServing: isOnline,
  }));
  return { account: of.account, list };
}

/** The customers of this page with how each stands: served, waiting, with the desk, or not there. */
export function chatsOf(state, account, customerId) {
  const of = account === 'kf' ? state.kfAccounts[0] : state.officialAccounts[0];
  return PEOPLE.flatMap((person) => {
    const customer = of.customers.find(({ id }) => id === customerId(account, person.id));
    if (customer === undefined) return [];
    const { thread } = customer;
    if (account === 'kf') {
      const standing = { 0: 'bot', 1: 'bot', 2: 'waits', 3: 'served', 4: 'none' }[customer.state];
      return [{ person, thread, standing, servicer: customer.servicerId }];
    }
    const by = customer.servedBy;
    const standing = by === undefined ? 'none' : by === '' ? 'waits' : 'served';
    return [{ person, thread, standing, servicer: by }];
  });
}
