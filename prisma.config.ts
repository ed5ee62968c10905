import { defineConfig } from 'prisma/config';

// Only `prisma generate` reads this. Migrations are applied by src/store/migrate.ts.
export default defineConfig({ schema: 'prisma/schema.prisma' });
