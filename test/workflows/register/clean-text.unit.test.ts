import { expect, test } from "vitest"
import { cleanLine, cleanPassage } from "#workflows/register/clean-text.ts"

test("paragraphs and line breaks of HTML stay, the markup goes", () => {
  expect(cleanPassage("<p>a) Nộp&nbsp;hồ sơ</p><p>b) Nhận <b>kết quả</b><br/>c) Xong</p>")).toBe(
    "a) Nộp hồ sơ\nb) Nhận kết quả\nc) Xong",
  )
  expect(cleanPassage("<ul><li>Một</li><li>Hai</li></ul>")).toBe("Một\nHai")
})

test("entities are read, also those escaped twice", () => {
  expect(cleanLine("Sở TN&amp;MT")).toBe("Sở TN&MT")
  expect(cleanLine("Sở TN&MT, KH&CN")).toBe("Sở TN&MT, KH&CN")
  expect(cleanLine("Nộp&amp;nbsp;hồ sơ")).toBe("Nộp hồ sơ")
  expect(cleanLine("&#272;&#259;ng k&yacute;")).toBe("Đăng ký")
})

test("angle brackets that are the text's own stay", () => {
  expect(cleanLine("diện tích < 10 ha và > 2 ha")).toBe("diện tích < 10 ha và > 2 ha")
  expect(cleanLine("<b>Kính gửi</b> <Tên cơ quan>")).toBe("Kính gửi <Tên cơ quan>")
  expect(cleanLine("công suất <5 MW")).toBe("công suất <5 MW")
})

test("scripts and styles go with what is in them", () => {
  expect(cleanLine('A<script>alert("x")</script>B<style>p{}</style><img src=x onerror=alert(1)>C')).toBe(
    "ABC",
  )
})

test("bullets of Word become dashes, what cannot be seen goes", () => {
  expect(cleanPassage("\uf0b7 Một\n\u200e\uf02b Hai")).toBe("- Một\n- Hai")
  expect(cleanLine("a\u0000b\ud800c")).toBe("ab\ufffdc")
})
