// What the publisher does with files metadata.hcl. Reads a JSON array of texts, and prints a
// JSON array: why each is refused, or null where it is accepted.
import hcl from 'hcl2-parser'
import { z } from 'zod'

const text = z.string()
const maybe = text.nullable().optional()
const url = text.url()
const once = shape => z.array(shape).length(1).optional()

// What is not named here is dropped.
const readme = { readme_location: text.optional() }
const docs = z.discriminatedUnion('process_docs', [
  z.object({ process_docs: z.literal(true), external_url: maybe, ...readme }),
  z.object({ process_docs: z.literal(false), external_url: url, ...readme }),
])
const license = z.object({ type: maybe, url: url.nullable().optional() })
const component = z.object({ type: text, name: text, slug: text })
const integration = z.object({
  name: text,
  description: text,
  identifier: text,
  flags: z.array(text).optional(),
  hide_versions: z.boolean().optional(),
  integration_type: maybe,
  docs: once(docs),
  license: once(license),
  component: z.array(component).optional(),
})
const file = z.object({ integration: z.array(integration).length(1) })

// The parser throws on some files, such as those with labels of some blocks only.
function parse(source) {
  try {
    return hcl.parseToObject(source)
  } catch (thrown) {
    return [null, thrown]
  }
}

function refusal(source) {
  const [content, error] = parse(source)
  if (error || content === null) return `no HCL: ${String(error?.message ?? 'syntax')}`
  const read = file.safeParse(content)
  if (read.success) return null
  const [issue] = read.error.issues
  return `${issue.path.join('.')}: ${issue.message}`
}

let input = ''
for await (const chunk of process.stdin) input += chunk
process.stdout.write(JSON.stringify(JSON.parse(input).map(refusal)))
