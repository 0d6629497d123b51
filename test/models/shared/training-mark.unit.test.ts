import { expect, test } from "vitest"
import { TRAINING_MARK, withTrainingColumn } from "#models/shared/training-mark.ts"

test("a file of training says so in a last column of every row, one of an office's own work in none", () => {
  const rows = [
    ["Mã TTHC", "Tên TTHC"],
    ["1.000894", "Đăng ký kết hôn"],
  ]
  expect(withTrainingColumn(rows, true)).toEqual([
    ["Mã TTHC", "Tên TTHC", "Tập huấn"],
    ["1.000894", "Đăng ký kết hôn", TRAINING_MARK],
  ])
  expect(withTrainingColumn(rows, false)).toEqual(rows)
})
