import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApp, CLAIM, CUSTOMER, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
let token: string;

beforeAll(async () => {
  desk = await startAdminApp();
  token = await desk.signIn('admin');
});
afterAll(() => desk.stop());

const put = (url: string, body: unknown) => desk.call('PUT', url, { token, body });
const get = (url: string) => desk.call('GET', url, { token });

const POLICY = {
  customerNo: 'C001',
  vehicle: { vin: 'LSVAA4182E2184847' },
  kind: 'commercial',
  startsAt: '2026-01-01T00:00:00+08:00',
  endsAt: '2027-01-01T00:00:00+08:00',
  premiumFen: 321_000,
  covers: [{ code: 'own_damage', name: '机动车损失保险', sumInsuredFen: 16_000_000 }],
  updatedAt: '2026-01-01T00:00:00Z',
};

describe('a customer', () => {
  it('is stored once and read masked', async () => {
    expect((await put('/customers/c001', CUSTOMER)).status).toBe(201);
    expect((await put('/customers/C001', CUSTOMER)).body.result).toBe('updated');
    expect((await put('/policies/PDAA202601010000000001', POLICY)).status).toBe(201);
    await put('/claims/CL0000000001', CLAIM);
    const { status, body } = await get('/customers/C001');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      customerNo: 'C001',
      name: '陈*',
      phone: '138****0001',
      idNumber: '310***********1234',
      plates: ['沪A****45'],
      vehicles: [{ plate: '沪A****45', vin: 'LSV**********4847', model: '途观' }],
      policies: [
        {
          policyNo: 'PDAA202601010000000001',
          startsAt: '2025-12-31T16:00:00.000Z',
          premiumFen: 321_000,
        },
      ],
      claims: [{ claimNo: 'CL0000000001', status: 'REPORTED' }],
      identities: [],
      contacts: [],
    });
    for (const secret of [
      '陈明',
      '13800000001',
      '310101198001011234',
      '沪A12345',
      'LSVAA4182E2184847',
    ]) {
      expect(JSON.stringify(body)).not.toContain(secret);
    }
    const { rows } = await desk.db.pool.query('SELECT count(*)::int AS n FROM vehicles');
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('is known by everything that people search for', async () => {
    await put('/customers/C002', {
      name: '林晓',
      phone: '13800000002',
      updatedAt: CUSTOMER.updatedAt,
    });
    for (const query of [
      '陈',
      '陈明',
      '138-0000-0001',
      '沪a·12345',
      'c001',
      'PDAA202601010000000001',
      'cl0000000001',
      CLAIM.reportNo,
    ]) {
      const { body } = await get(`/customers?query=${encodeURIComponent(query)}`);
      expect([query, body.items.map((c: { customerNo: string }) => c.customerNo)]).toEqual([
        query,
        ['C001'],
      ]);
    }
    for (const query of ['明', '%', '_', "' OR 1=1 --", '13800009999']) {
      expect((await get(`/customers?query=${encodeURIComponent(query)}`)).body.items).toEqual([]);
    }
  });

  it('comes in pages that miss and repeat nobody', async () => {
    for (let i = 10; i < 17; i += 1) {
      await put(`/customers/P${i}`, { name: '分页', updatedAt: CUSTOMER.updatedAt });
    }
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: { body: { items: { customerNo: string }[]; nextCursor: string | null } } =
        await get(
          `/customers?query=${encodeURIComponent('分页')}&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`,
        );
      seen.push(...body.items.map((item) => item.customerNo));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(['P10', 'P11', 'P12', 'P13', 'P14', 'P15', 'P16']);
    expect((await get('/customers?cursor=nonsense')).status).toBe(400);
    expect((await get('/customers?limit=0')).status).toBe(400);
    expect((await get('/customers?limit=201')).status).toBe(400);
  });

  it('keeps the newest version whatever arrives last', async () => {
    const at = (day: number) => `2026-07-${String(day).padStart(2, '0')}T00:00:00Z`;
    await put('/customers/C003', { name: '新名', phone: '13800000031', updatedAt: at(5) });
    const older = await put('/customers/C003', {
      name: '旧名',
      phone: '13800000030',
      updatedAt: at(4),
    });
    expect([older.status, older.body.result, older.body.ignored]).toEqual([
      200,
      'ignored',
      'older',
    ]);
    expect((await get('/customers/C003')).body).toMatchObject({
      name: '新*',
      phone: '138****0031',
    });
    await put('/customers/C003', { name: '新名', phone: null, updatedAt: at(6) });
    expect((await get('/customers/C003')).body.phone).toBeNull();
    const days = [9, 7, 12, 8, 11, 10];
    await Promise.all(
      days.map((day) => put('/customers/C003', { name: `名${day}`, updatedAt: at(day) })),
    );
    const { rows } = await desk.db.pool.query(
      `SELECT name FROM customers WHERE customer_no = 'C003'`,
    );
    expect(rows).toEqual([{ name: '名12' }]);
  });

  it('with a wrong check digit is stored and warned about', async () => {
    const answer = await put('/customers/C004', {
      name: '周敏',
      idType: 'resident',
      idNumber: '110105194912310021',
      vehicles: [{ vin: 'LSVAA4183E2184847' }],
      updatedAt: CUSTOMER.updatedAt,
    });
    expect(answer.status).toBe(201);
    expect(answer.body.warnings.map((w: { path: string }) => w.path)).toEqual([
      'body.idNumber',
      'body.vehicles.0.vin',
    ]);
  });

  it('takes a car with them when its plate changes, and gives it up when it is sold', async () => {
    const vin = '1M8GDM9AXKP042788';
    const at = (n: number) => `2026-08-0${n}T00:00:00Z`;
    await put('/customers/C005', {
      name: '甲',
      vehicles: [{ vin, plate: '沪E11111' }],
      updatedAt: at(1),
    });
    await put('/customers/C005', {
      name: '甲',
      vehicles: [{ vin, plate: '沪E22222' }],
      updatedAt: at(2),
    });
    expect((await get('/customers/C005')).body.plates).toEqual(['沪E****22']);
    await put('/customers/C006', { name: '乙', vehicles: [{ vin }], updatedAt: at(3) });
    expect((await get('/customers/C005')).body.vehicles).toEqual([]);
    expect((await get('/customers/C006')).body.plates).toEqual(['沪E****22']);
  });

  it.each([
    ['no name', { name: undefined }],
    ['an empty name', { name: '  ' }],
    ['control characters', { name: 'a\u0000b' }],
    ['a local time', { updatedAt: '2026-06-01 00:00' }],
    ['a short phone', { phone: '12345' }],
    ['a plate with I', { vehicles: [{ plate: '沪AI2345' }] }],
    ['a vehicle without any number', { vehicles: [{ model: 'x' }] }],
    ['a birthday that no year has', { birthday: '1980-13-01' }],
    ['another tier', { tier: 'royal' }],
  ])('with %s is refused and not stored', async (_, wrong) => {
    const answer = await put('/customers/C099', { ...CUSTOMER, ...wrong });
    expect([answer.status, answer.body.code]).toEqual([400, 'bad_request']);
    expect((await get('/customers/C099')).status).toBe(404);
  });

  it('may have HTML, quotes and emoji in the name and gets them back unharmed', async () => {
    const name = `<script>alert("1")</script>'; DROP TABLE customers; --😀𠮷`;
    await put('/customers/C007', { name, updatedAt: CUSTOMER.updatedAt });
    const shown = await desk.call('POST', '/customers/C007/reveal', {
      token,
      body: { field: 'name', reason: '核对' },
    });
    expect(shown.body.values).toEqual([name]);
    expect(shown.headers['content-type']).toContain('application/json');
    expect(shown.headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('a reveal', () => {
  it('shows one kind of data and stays in the trail with its reason', async () => {
    const reveal = (field: string, reason?: string) =>
      desk.call('POST', '/customers/C001/reveal', { token, body: { field, reason } });
    expect((await reveal('phone', '回访')).body).toEqual({
      field: 'phone',
      values: ['13800000001'],
    });
    expect((await reveal('plates', '核对车牌')).body.values).toEqual(['沪A12345']);
    expect((await reveal('email', '核对')).body.values).toEqual([]);
    expect((await reveal('phone')).status).toBe(400);
    expect((await reveal('phone', ' ')).status).toBe(400);
    expect((await reveal('password_hash', 'x')).status).toBe(400);
    const { rows } = await desk.db.pool.query(
      `SELECT action, subject_id, reason, data FROM audit WHERE action = 'customer.revealed'
       AND subject_id = 'C001' ORDER BY id`,
    );
    expect(rows.map((row) => [row.reason, row.data.field])).toEqual([
      ['回访', 'phone'],
      ['核对车牌', 'plates'],
      ['核对', 'email'],
    ]);
    // The trail itself holds nothing of what was shown.
    expect(JSON.stringify(rows)).not.toContain('13800000001');
  });

  it('of nobody is not found', async () => {
    const body = { field: 'phone', reason: 'x' };
    expect((await desk.call('POST', '/customers/NONE/reveal', { token, body })).status).toBe(404);
  });
});

describe('a policy', () => {
  it('is read with its vehicle masked', async () => {
    const { body } = await get('/policies/PDAA202601010000000001');
    expect(body).toMatchObject({
      customerNo: 'C001',
      kind: 'commercial',
      status: 'active',
      vehicle: { plate: '沪A****45' },
      covers: POLICY.covers,
    });
  });

  it.each([
    [{ endsAt: POLICY.startsAt }, 400],
    [{ kind: 'life' }, 400],
    [{ premiumFen: -1 }, 400],
    [{ customerNo: 'NOBODY' }, 404],
  ])('with %j is refused', async (wrong, status) => {
    expect((await put('/policies/PDAA2', { ...POLICY, ...wrong })).status).toBe(status);
    expect((await get('/policies/PDAA2')).status).toBe(404);
  });
});
