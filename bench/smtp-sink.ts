import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';

// A mail server that takes everything and keeps nothing but how many mails came, and how many of them twice. Says its port, and at the end what came.
const seen = new Set<string>();
let [taken, twice] = [0, 0];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData(stream, _session, done) {
    let head = '';
    stream.on('data', (chunk: Buffer) => {
      if (head.length < 4000) head += chunk.toString('latin1');
    });
    stream.on('end', () => {
      const id = /^Message-ID: (.*)$/im.exec(head)?.[1] ?? '';
      taken += 1;
      if (seen.has(id)) twice += 1;
      seen.add(id);
      done();
    });
  },
});
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
process.send?.({ port: (server.server.address() as { port: number }).port });
process.on('message', () => {
  process.send?.({ taken, twice });
  server.close(() => process.exit(0));
});
