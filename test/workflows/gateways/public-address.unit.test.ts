import { expect, test } from "vitest"
import {
  assertPublicHost,
  isPublicAddress,
  lookUpPublic,
  PrivateAddressError,
} from "#workflows/gateways/webhook/public-address.server.ts"

test.each([
  "127.0.0.1",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "fe80::1",
  "fc00::1",
  "::ffff:10.0.0.1",
  "::ffff:7f00:1",
  "64:ff9b::a00:1",
  "2002:7f00:1::",
  "not an address",
])("%s is none of the open internet", (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(["8.8.8.8", "203.162.4.190", "2001:4860:4860::8888"])("%s is", (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each([
  "http://127.0.0.1/",
  "http://[::1]/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://0177.0.0.1/",
  "http://[::ffff:127.0.0.1]/",
])("%s is this machine, however it is written", (address) => {
  expect(() => assertPublicHost(new URL(address).hostname)).toThrow(PrivateAddressError)
})

test("a name that means this machine is looked up and not connected to", async () => {
  for (const all of [true, false]) {
    const error = await new Promise((resolve) =>
      lookUpPublic("localhost", { all }, (fault) => resolve(fault)),
    )
    expect(error).toBeInstanceOf(PrivateAddressError)
  }
})
