import { createHash } from "node:crypto"
import { promisify } from "node:util"
import { deflate as deflateWithCallback } from "node:zlib"
import type { PdfDocument } from "./pdf-parts.server.ts"

const deflate = promisify(deflateWithCallback)

/** A file carried inside the document (PDF/A-3). */
export type Attachment = { name: string; mimeType: string; bytes: Uint8Array; description: string }

export type CompressedAttachment = Attachment & { compressed: Uint8Array }

export const compressed = async (attachment: Attachment): Promise<CompressedAttachment> => ({
  ...attachment,
  compressed: await deflate(attachment.bytes),
})

/**
 * Attaches a file as the document's data (ISO 19005-3, 6.8), with size and checksum so that a reader can tell whether it
 * has come out whole.
 */
export const attachFile = (document: PdfDocument, file: CompressedAttachment, createdAt: Date): void => {
  const stream = document.ref({
    Type: "EmbeddedFile",
    // A name in PDF writes its slash as #2F.
    Subtype: file.mimeType.replace("/", "#2F"),
    Params: {
      CreationDate: createdAt,
      ModDate: createdAt,
      CheckSum: createHash("md5").update(file.bytes).digest(),
      Size: file.bytes.length,
    },
  })
  document.writeCompressed(stream, file.compressed)
  const specification = document.ref({
    Type: "Filespec",
    AFRelationship: "Data",
    F: new String(file.name),
    UF: new String(file.name),
    EF: { F: stream, UF: stream },
    Desc: new String(file.description),
  })
  specification.end()
  document.addNamedEmbeddedFile(file.name, specification)
  const associated = document._root.data["AF"]
  if (Array.isArray(associated)) associated.push(specification)
  else document._root.data["AF"] = [specification]
}
