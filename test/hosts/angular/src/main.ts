import { Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { RouterOutlet, provideRouter } from '@angular/router';
import { Dashboard } from './dashboard';
import { Figure } from './figure';
import { HomeNewsComponent } from './themes/custom/app/home-page/home-news/home-news.component';

@Component({ selector: 'app-root', imports: [RouterOutlet], template: '<router-outlet />' })
class App {}

const routes = [
  { path: '', component: Dashboard },
  { path: 'figure', component: Figure },
  // The guide to DSpace shows this component.
  { path: 'home', component: HomeNewsComponent },
];

bootstrapApplication(App, { providers: [provideRouter(routes)] });
