import { createContext } from 'react';

/** What the law leaves a customer, as the desk adds it to a notice; undefined until it is known. */
export const RemediesContext = createContext<string | undefined>(undefined);
