import fc from "fast-check"
import { expect, test } from "vitest"
import { caseNameOf, isNumberedCase } from "#models/procedure/case-name.ts"

const named = (name: string, ...services: [string, string][]) => ({
  name,
  services: services.map(([serviceCode, of]) => ({ serviceCode, name: of })),
})

test("a service alone under its procedure's name needs no case", () => {
  expect(caseNameOf(named("Đăng ký kết hôn", ["1.000894.01", "Đăng ký kết hôn"]), "1.000894.01")).toBe("")
})

test("a case goes by the name the record gives it, the plain one by the procedure's", () => {
  const procedure = named(
    "Đăng ký khai sinh",
    ["1.001193.01", "ĐĂNG KÝ  khai sinh"],
    ["1.001193.02", "Đăng ký khai sinh lưu động"],
  )
  expect(caseNameOf(procedure, "1.001193.01")).toBe("")
  expect(caseNameOf(procedure, "1.001193.02")).toBe("Đăng ký khai sinh lưu động")
  expect(isNumberedCase(caseNameOf(procedure, "1.001193.02"))).toBe(false)
})

test("cases of one name are numbered, and said to be named by number alone", () => {
  const procedure = named(
    "Đăng ký khai tử",
    ["1.000656.01", "Đăng ký khai tử"],
    ["1.000656.02", "Đăng ký khai tử"],
    ["1.000656.03", "Khai tử lưu động"],
    ["1.000656.04", "Khai tử lưu động"],
  )
  const names = procedure.services.map(({ serviceCode }) => caseNameOf(procedure, serviceCode))
  expect(names).toEqual([
    "Trường hợp 01",
    "Trường hợp 02",
    "Khai tử lưu động, trường hợp 03",
    "Khai tử lưu động, trường hợp 04",
  ])
  expect(names.every(isNumberedCase)).toBe(true)
})

test("no two services of a procedure have the same name of a case, whatever the record calls them", () => {
  const names = fc.array(fc.constantFrom("Cấp phép", "cấp phép", " Cấp  phép", "Cấp lại", "Gia hạn"), {
    maxLength: 9,
  })
  fc.assert(
    fc.property(names, (given) => {
      const procedure = named(
        "Cấp phép",
        ...given.map((name, index): [string, string] => [`1.000001.0${index + 1}`, name]),
      )
      const cases = procedure.services.map(({ serviceCode }) => caseNameOf(procedure, serviceCode))
      expect(new Set(cases).size).toBe(given.length)
    }),
  )
})
