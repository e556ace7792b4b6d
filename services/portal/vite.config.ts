import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { compression } from 'vite-plugin-compression2';

// Where `npm run dev` finds a running platform. Only this file, a program of the developer, reads it.
const gateway = process.env.GATEWAY_URL ?? 'http://127.0.0.1:8000';
const toGateway = { target: gateway, headers: { origin: gateway } };

/** In development, as the gateway does: every page below /kitchen is the staff app. */
function staffPages(): Plugin {
  return {
    name: 'staff-pages',
    configureServer({ middlewares }) {
      middlewares.use((request, _response, next) => {
        if (/^\/kitchen(\/[\w/-]*)?(\?|$)/.test(request.url ?? '')) request.url = '/kitchen.html';
        next();
      });
    },
  };
}

export default defineConfig({
  plugins: [
    react(),
    staffPages(),
    compression({
      algorithms: ['gzip', 'brotliCompress'],
      include: /\.(html|css|js|svg|webmanifest)$/,
      threshold: 512,
      logLevel: 'silent',
    }),
  ],
  build: {
    // The policy of our pages knows no data: scripts or styles, and a test looks up what belongs to which page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: { input: { student: 'index.html', staff: 'kitchen.html' } },
  },
  server: {
    proxy: {
      '/api': toGateway,
      '/portal-settings.json': toGateway,
      '/socket.io': { ...toGateway, ws: true, rewriteWsOrigin: true },
    },
  },
});
