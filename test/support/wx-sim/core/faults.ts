import type { Fault } from '../options.ts';
import type { RequestSeen } from '../types.ts';

/** What was asked of us, and what is to go wrong. */
export interface Faults {
  add(fault: Fault): void;
  /** The fault that this call meets, counted. */
  meet(path: string): Fault | undefined;
  log(request: RequestSeen): void;
  requests(path?: string): readonly RequestSeen[];
}

export function makeFaults(): Faults {
  let faults: { readonly fault: Fault; passes: number; left: number }[] = [];
  const requests: RequestSeen[] = [];
  return {
    add: (fault) => void faults.push({ fault, passes: fault.after ?? 0, left: fault.times ?? 1 }),
    meet: (path) => {
      const one = faults.find((other) => path.endsWith(other.fault.path));
      if (one === undefined) return undefined;
      if (one.passes > 0) {
        one.passes -= 1;
        return undefined;
      }
      one.left -= 1;
      faults = faults.filter((other) => other.left > 0);
      return one.fault;
    },
    log: (request) => void requests.push(request),
    requests: (path) => requests.filter((one) => path === undefined || one.path.endsWith(path)),
  };
}
