import { config } from 'zod';

// Without it zod tries `new Function` when the first schema is made, which the page's content security policy
// reports as an attack. The build keeps it beside zod itself, so that it runs before any schema.
config({ jitless: true });
