import { expect, test } from "vitest"
import { openMailServer } from "#test/setup/mail-server.ts"
import { smtpSender } from "#workflows/gateways/mail/smtp-sender.server.ts"

test("a line broken inside a subject or a name adds no receiver and no header to a mail", async () => {
  const server = await openMailServer()
  try {
    const smtp = { host: "127.0.0.1", port: server.port, secure: false, requireTLS: false, auth: null }
    const sender = smtpSender({ smtp, from: { name: "Danh mục", address: "danhmuc@example.vn" } })
    const broken = "Hạn\r\nBcc: ke.la@example.vn\r\n\r\nthân thư khác"
    await sender.send({
      to: { name: `A ${broken}`, address: "a@example.vn" },
      content: { subject: broken, text: "Đến hạn", html: "<p>Đến hạn</p>", messageId: "<1@example.vn>" },
    })
    expect(server.asked).toEqual(["a@example.vn"])
    const [mail] = server.mails
    expect(mail?.bcc).toBeUndefined()
    expect(mail?.text?.trim()).toBe("Đến hạn")
    expect(mail?.subject).toContain("Bcc: ke.la@example.vn")
  } finally {
    await server.stop()
  }
})
