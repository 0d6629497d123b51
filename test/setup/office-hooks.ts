import { afterAll, afterEach, beforeAll, beforeEach } from "vitest"
import { type AskedOffice, type OfficeAt, openSmallOffice } from "./office.ts"
import type { Stage } from "./stages.ts"
import { openTestStore } from "./store.ts"

type Asked<S extends Stage> = Omit<AskedOffice<S>, "signing">

/** A small office in a store of its own for each test of the file; read inside the tests, where it is the test's own. */
export const officeForEach = <S extends Stage = "collecting">(asked: Asked<S> = {}): OfficeAt<S> => {
  const { office, open, close } = officeToOpen(asked)
  beforeEach(open)
  afterEach(close)
  return office
}

/** One small office for all tests of the file; read inside the tests. */
export const officeForAll = <S extends Stage = "collecting">(asked: Asked<S> = {}): OfficeAt<S> => {
  const { office, open, close } = officeToOpen(asked)
  beforeAll(open)
  afterAll(close)
  return office
}

const officeToOpen = <S extends Stage>(asked: Asked<S>) => {
  let opened: OfficeAt<S> | undefined
  return {
    open: async () => {
      opened = undefined
      opened = await openSmallOffice(await openTestStore(), asked)
    },
    close: () => opened?.store.close(),
    office: new Proxy({} as OfficeAt<S>, {
      get: (_, key) => {
        if (!opened) throw new Error("the office opens before the tests")
        return Reflect.get(opened, key)
      },
    }),
  }
}
